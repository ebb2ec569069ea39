#!/usr/bin/env bash
# What publishing to CloudWatch adds to the built agent: resident memory and time to the first healthy answer, three runs
# each way, in turn, beside an emulated task of three containers. Prints a line each.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null; rm -rf "$work"' EXIT

cat >"$work/sink.py" <<'PYTHON'
import http.server
class Sink(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_POST(self):
        self.rfile.read(int(self.headers.get("content-length", 0)))
        self.send_response(200)
        for name, value in (("smithy-protocol", "rpc-v2-cbor"), ("Content-Type", "application/cbor"), ("Content-Length", "1")):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(b"\xa0")
    def log_message(self, *_): pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Sink)
print(server.server_port, flush=True)
server.serve_forever()
PYTHON
python3 "$work/sink.py" >"$work/sink.port" &
containers=$(for name in a b c; do printf '{"name":"%s","image":"busybox","command":["sleep","1000"],"memory":64},' $name; done)
echo "{\"family\":\"cost\",\"networkMode\":\"bridge\",\"containerDefinitions\":[${containers%,}]}" >"$work/task.json"
./sidelight emulate --task-definition "$work/task.json" >"$work/emulator.out" &
until grep -q METADATA "$work/emulator.out"; do sleep 0.2; done
metadata=$(sed -n 's/^ECS_CONTAINER_METADATA_URI_V4=//p' "$work/emulator.out")

run() { # off or on
    local port=$((20000 + RANDOM % 20000)) began pid
    local -a variables=()
    [ "$1" = off ] || variables=(SIDELIGHT_CLOUDWATCH_ENABLED=true SIDELIGHT_CLOUDWATCH_STEP=10s AWS_REGION=eu-west-1
        "SIDELIGHT_CLOUDWATCH_ENDPOINT=http://127.0.0.1:$(cat "$work/sink.port")" AWS_ACCESS_KEY_ID=k AWS_SECRET_ACCESS_KEY=s)
    began=$(date +%s%N)
    env "${variables[@]}" "ECS_CONTAINER_METADATA_URI_V4=$metadata" SIDELIGHT_HTTP_HOST=127.0.0.1 "SIDELIGHT_HTTP_PORT=$port" \
        agent/target/sidelight/bin/agent 2>/dev/null &
    pid=$!
    until curl -sf -o /dev/null "http://127.0.0.1:$port/health"; do sleep 0.02; done
    printf '%-3s ready %4d ms' "$1" $((($(date +%s%N) - began) / 1000000))
    for _ in $(seq 30); do curl -s -o /dev/null "http://127.0.0.1:$port/metrics"; sleep 1; done
    awk '/VmRSS|RssAnon/ {printf ", %s %.1f MB", $1, $2 / 1024}' "/proc/$pid/status"
    echo
    kill $pid
    wait $pid || true
}

for _ in 1 2 3; do run off; run on; done
echo "jars of the AWS SDK and its registry: $(du -ck agent/target/sidelight/lib/{cloudwatch,aws-*,sdk-core,auth,regions,utils*,http-*,protocol-core,smithy*,third-party*,identity-spi,endpoints-spi,profiles,retries*,checksums*,json-utils,metrics-spi,annotations,eventstream,reactive-streams,micrometer-registry-cloudwatch2}-*.jar 2>/dev/null | tail -1 | cut -f1) KiB"
