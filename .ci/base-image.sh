#!/usr/bin/env bash
# Builds the image "sidelight-base" out of Debian's own packages, for machines that reach no image registry. It
# holds glibc and nothing to run. Needs root, mmdebstrap and buildah.
#
#   base-image.sh [NAME [SOURCES]]   (SOURCES is a file of apt's; one that names snapshot.debian.org pins the packages)
#
# The same packages give the same image: no file is younger than SOURCE_DATE_EPOCH (default: that of the distribution).
set -euo pipefail
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-1795219200} # 2026-11-21
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
sources=${2:-/etc/apt/sources.list.d/debian.sources}
[ -f "$sources" ] || sources=/etc/apt/sources.list
mmdebstrap --variant=extract --include=libc6,base-files "$suite" "$work/root.tar" "$sources" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
mkdir "$work/root"
tar -xf "$work/root.tar" -C "$work/root" --exclude=./dev --exclude=./usr/share/doc --exclude=./usr/share/man --exclude="./usr/lib/*/gconv" \
    --exclude="./var/log/*" --exclude="./var/cache/*" --exclude="./var/lib/apt/*" --exclude="./etc/apt/*" --exclude=./etc/machine-id
printf 'FROM scratch\nCOPY root/ /\n' >"$work/Dockerfile"
buildah build --quiet --timestamp "$SOURCE_DATE_EPOCH" --tag "${1:-localhost/sidelight-base}" --file "$work/Dockerfile" "$work"
