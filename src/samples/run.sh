#!/usr/bin/env bash
# Podward without any Kubernetes: serves with throw-away certificates and the sample cluster, is asked the sample reviews, and goes
# on serving until Ctrl-C. ONCE=1 ends after the answers. PORT and MANAGEMENT_PORT choose other ports.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly SAMPLES=src/samples
readonly WORK=target/run
readonly PORT="${PORT:-8443}"
readonly MANAGEMENT_PORT="${MANAGEMENT_PORT:-9000}"
readonly URL="https://127.0.0.1:$PORT"
readonly LOG="$WORK/podward.log"

# Better one line now than a minute of waiting.
check_tools() {
    local tool
    for tool in curl openssl; do
        command -v "$tool" >/dev/null || {
            echo "$tool is not on the PATH: install it" >&2
            exit 1
        }
    done
}

# A port that is taken would only show as an error deep in the server's log.
check_port() {
    if (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; then
        echo "port $1 is taken: stop what listens there, or choose another with $2=NUMBER" >&2
        exit 1
    fi
}

# In the background, so that it can be asked; in enforce mode, so that it has something to say.
start_server() {
    mkdir -p "$WORK"
    certs/generate.sh "$WORK/certs" 127.0.0.1 localhost >/dev/null
    PODWARD_POLICY="$SAMPLES/policy.yaml" \
        PODWARD_CLUSTER_FOLDER="$SAMPLES/cluster" \
        PODWARD_TLS_CERTIFICATE="$WORK/certs/tls.crt" \
        PODWARD_TLS_KEY="$WORK/certs/tls.key" \
        QUARKUS_HTTP_HOST=127.0.0.1 QUARKUS_HTTP_SSL_PORT="$PORT" \
        QUARKUS_MANAGEMENT_HOST=127.0.0.1 QUARKUS_MANAGEMENT_PORT="$MANAGEMENT_PORT" \
        target/podward serve >"$LOG" 2>&1 &
    server=$!
    trap 'kill "$server" 2>/dev/null; wait "$server" 2>/dev/null || true' EXIT
}

# Ready means: certificates loaded, warmed up.
await_ready() {
    local tries
    for tries in {1..300}; do
        if ! kill -0 "$server" 2>/dev/null; then
            echo "Podward did not start:" >&2
            tail -n 20 "$LOG" >&2
            exit 1
        fi
        if curl --silent --fail --output /dev/null "http://127.0.0.1:$MANAGEMENT_PORT/q/health/ready"; then
            return
        fi
        sleep 0.2
    done
    echo "Podward was not ready after 60 seconds; its log is $LOG" >&2
    exit 1
}

# The end of a review's name says in which phase the API server sent it. Denied is exit code 1, and no failure here.
ask() {
    local review phase
    for review in "$SAMPLES"/reviews/*.json; do
        phase="${review%.json}"
        phase="${phase##*.}"
        target/podward check --server "$URL" --ca-certificate "$WORK/certs/ca.crt" --phase "$phase" "$review" || (($? == 1))
    done
}

main() {
    check_tools
    check_port "$PORT" PORT
    check_port "$MANAGEMENT_PORT" MANAGEMENT_PORT
    start_server
    await_ready
    echo "Podward answers on $URL, in enforce mode. What users did, and what they see:"
    echo
    ask
    if [[ -n "${ONCE:-}" ]]; then
        return
    fi
    cat <<TEXT
It goes on serving until Ctrl-C. Ask it yourself, as an API server would:
  curl --cacert $WORK/certs/ca.crt -H 'Content-Type: application/json' --data @$SAMPLES/reviews/2-alice-sets-the-image-of-a-deployment-pod.mutate.json $URL/mutate
Metrics: http://127.0.0.1:$MANAGEMENT_PORT/q/metrics   Log: $LOG
TEXT
    wait "$server"
}

main
