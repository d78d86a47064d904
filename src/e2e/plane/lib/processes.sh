# shellcheck shell=bash disable=SC2034,SC2154 # the variables are shared with plane.sh
# Background processes of one plane: each is marked with the plane's folder in its environment. So a process id is never
# mistaken for ours after it was given to another program, and a plane whose folder was deleted can still be stopped.

# What this run has started, to be stopped again if the run fails.
started=()

# Starts NAME unless it runs already, with this very command.
start() {
    local name="$1"
    shift
    if running "$name"; then
        [[ "$*" != "$(cat "$plane/pids/$name.command")" ]] || return 0
        stop "$name"
    fi
    say "starting $name"
    # A session of its own: it outlives the shell that started it, and its children can be stopped with it.
    (
        close_inherited
        TEST_PLANE="$plane" exec setsid "$@"
    ) </dev/null >>"$plane/logs/$name.log" 2>&1 &
    disown
    printf '%s\n' $! >"$plane/pids/$name.pid"
    printf '%s' "$*" >"$plane/pids/$name.command"
    started+=("$name")
}

# The lock of the plane, and whatever else the caller has open: nobody should wait for a background process to close it.
close_inherited() {
    local fd
    for fd in /proc/self/fd/*; do
        fd="${fd##*/}"
        ((fd < 3 || fd == 255)) || eval "exec $fd>&-"
    done
}

# Whether NAME runs, by its process id and our mark.
running() {
    local pid
    pid="$(cat "$plane/pids/$1.pid" 2>/dev/null)" && ours "$pid"
}

# Whether this process belongs to this plane.
ours() {
    grep -qszxF "TEST_PLANE=$plane" "/proc/$1/environ"
}

# Ends NAME and its children: first asked, then made to. A Podward that is told to go on serving for a while takes 15 seconds.
stop() {
    local name="$1" pid
    if running "$name"; then
        pid="$(<"$plane/pids/$name.pid")"
        kill -- "-$pid" 2>/dev/null || true
        for _ in {1..200}; do
            ours "$pid" || break
            sleep 0.1
        done
        kill -KILL -- "-$pid" 2>/dev/null || true
    fi
    rm -f "$plane/pids/$name".*
}

# Ends every process of this plane at once, known by name or not, and waits until none writes to its folder any more.
kill_survivors() {
    local pids
    while mapfile -t pids < <(survivors) && ((${#pids[@]} > 0)); do
        kill -KILL "${pids[@]}" 2>/dev/null || true
        sleep 0.05
    done
}

# The process ids of this plane, one a line.
survivors() {
    { grep -lszxF "TEST_PLANE=$plane" /proc/[0-9]*/environ || true; } | cut -d/ -f3
}

# Waits for a command to succeed on behalf of NAME, so many seconds, unless NAME ends before.
await() {
    local name="$1" deadline=$((SECONDS + $2))
    shift 2
    until "$@" >/dev/null 2>&1; do
        if ! kill -0 "$(<"$plane/pids/$name.pid")" 2>/dev/null; then
            report "$name" "ended by itself"
        elif ((SECONDS >= deadline)); then
            report "$name" "is not ready in time"
        fi
        sleep 0.1
    done
}

# The end of a log says more than any guess.
report() {
    local log="$plane/logs/$1.log"
    tail -n 20 "$log" >&2
    fail "$1 $2; above is the end of $log"
}

# A run that failed leaves nothing running that was not running before. The logs stay.
stop_started() {
    local status=$? name
    ((status == 0)) || for name in "${started[@]}"; do
        stop "$name"
    done
}
trap stop_started EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Twelve ports in a row that nobody uses and no other plane has been promised: Podward's are bound long after they are chosen,
# and again after a restart. Below the range that the system gives to outgoing connections.
choose_ports() {
    local base reservations="$cache/ports"
    mkdir -p "$reservations"
    exec {ports_lock}<"$reservations"
    flock "$ports_lock"
    for _ in {1..200}; do
        base=$((20000 + 12 * (RANDOM % 1000)))
        if ! promised "$reservations/$base" && ! any_used "$base"; then
            printf '%s\n' "$plane" >"$reservations/$base"
            printf '%s=%d\n' etcd_port "$base" etcd_peer_port $((base + 1)) api_port $((base + 2)) \
                webhook_port $((base + 3)) management_port $((base + 4)) >"$plane/ports"
            exec {ports_lock}<&-
            return
        fi
    done
    fail "no twelve free ports in a row between 20000 and 32000: stop what uses them"
}

# A promise counts for as long as its plane exists.
promised() {
    local holder
    holder="$(cat "$1" 2>/dev/null)" && grep -qs "=${1##*/}$" "$holder/ports"
}

# Whether one of the twelve ports answers.
any_used() {
    local port
    for port in {0..11}; do
        if (: <"/dev/tcp/127.0.0.1/$(($1 + port))") 2>/dev/null; then
            return 0
        fi
    done
    return 1
}

# Gives the promised ports back.
release_ports() {
    { grep -lsxF "$plane" "$cache"/ports/* || true; } | xargs -r rm
}

# Where everything listens on this plane.
load_addresses() {
    # shellcheck disable=SC1091
    source "$plane/ports"
    api_server="https://127.0.0.1:$api_port"
    webhook="https://127.0.0.1:$webhook_port"
    management="http://127.0.0.1:$management_port"
    replica_port=$((management_port + 1))
}
