#!/usr/bin/env bash
# Builds the image "sidelight-base" out of Debian's own packages, for machines that reach no image registry. It
# holds glibc and nothing to run. Needs root, mmdebstrap and buildah.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
sources=/etc/apt/sources.list.d/debian.sources
[ -f $sources ] || sources=/etc/apt/sources.list
mmdebstrap --variant=extract --include=libc6,base-files "$suite" "$work/root.tar" "$sources" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
mkdir "$work/root"
tar -xf "$work/root.tar" -C "$work/root" --exclude=./dev --exclude=./usr/share/doc --exclude=./usr/share/man --exclude="./usr/lib/*/gconv"
printf 'FROM scratch\nCOPY root/ /\n' >"$work/Dockerfile"
buildah build --quiet --tag "${1:-localhost/sidelight-base}" --file "$work/Dockerfile" "$work"
