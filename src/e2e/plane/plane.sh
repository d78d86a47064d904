#!/usr/bin/env bash
# A real Kubernetes control plane on this machine, with Podward asked about Pods, for tests and try-outs. README.md says more.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)"
repository="$(cd "$here/../../.." && pwd -P)"
cache="${XDG_CACHE_HOME:-$HOME/.cache}/podward"
readonly here repository cache
# Keys and tokens are written in many places.
umask 077
# Whatever proxy the user needs, the programs of a plane talk to each other.
export NO_PROXY="127.0.0.1${NO_PROXY:+,$NO_PROXY}" no_proxy="127.0.0.1${no_proxy:+,$no_proxy}"

# shellcheck source=lib/programs.sh
source "$here/lib/programs.sh"
# shellcheck source=lib/processes.sh
source "$here/lib/processes.sh"
# shellcheck source=lib/credentials.sh
source "$here/lib/credentials.sh"
# shellcheck source=lib/cluster.sh
source "$here/lib/cluster.sh"
# shellcheck source=lib/podward.sh
source "$here/lib/podward.sh"

# The manual, printed on demand and after a wrong call.
usage() {
    cat <<'TEXT'
usage: plane.sh COMMAND [--dir DIR] [OPTION …]

  up            start what is not running yet: etcd, the Kubernetes control plane, two fake nodes, Podward
      --mode audit|enforce    what Podward does, with nothing else in its policy (default: as it is now, else enforce)
      --policy FILE           what Podward does, by a copy of this policy
      --pod-delete            ask Podward about deletions of Pods too; stays so until 'down'
      --certificate-files     certificates by certs/generate.sh, instead of Podward's own; stays so until 'down'
      --no-podward            leave Podward out; 'podward' adds it later
      --shared-credentials    all built-in controllers act as system:kube-controller-manager
  podward       start Podward afresh, where the API server expects it; PODWARD_… of the environment is passed on to it
      --mode, --policy, --pod-delete, --certificate-files    as above
  stop-podward  stop Podward and leave it registered
  replica N     start a further Podward afresh, N from 1 to 3, on ports of its own: a balancer can send requests there
  stop-replica N
                stop it
  down          stop everything and remove DIR
  help          this text

DIR holds all there is of a plane (default: target/cluster). Planes in different folders run side by side. In it:
  admin.kubeconfig, alice.kubeconfig, node.kubeconfig    for any kubectl; alice has the ClusterRole edit in the namespace shop
  cluster.env                                            addresses and paths, for shells and java.util.Properties
  policy.yaml                                            what Podward does; it reads a change by itself
  logs/                                                  one log for each program, and the API server's audit.log

Programs come from KUBEBUILDER_ASSETS, else from the cache of an earlier run, else are built with Go; kubectl is
PODWARD_KUBECTL, else the one on the PATH, else built too.
TEXT
}

# Progress goes to stderr: stdout is for what a caller may want to keep.
say() {
    printf '%s\n' "$*" >&2
}

# One way to fail: what is wrong and what to do about it. Wrong calls end in 2.
fail() {
    say "plane.sh: $1"
    exit "${2:-1}"
}

# Two commands on one plane at a time would tread on each other. The folder itself is the lock, so that none is left behind.
lock_plane() {
    while :; do
        mkdir -p "$plane" || fail "cannot make the folder $plane: choose another with --dir"
        exec {plane_lock}<"$plane"
        if ! flock --nonblock "$plane_lock"; then
            say "waiting for another plane.sh at work in $plane"
            flock "$plane_lock"
        fi
        # Whoever held the lock before may have removed the folder.
        [[ "$plane" -ef "/dev/fd/$plane_lock" ]] && return
        exec {plane_lock}<&-
    done
}

# A folder with anything else in it is not ours to fill, let alone to remove.
check_plane() {
    [[ -f "$plane/ports" || -z "$(ls -A "$plane")" ]] || fail "$plane is not a plane of plane.sh: choose another folder with --dir" 2
}

up() {
    [[ "$with_podward" == no ]] || check_launcher
    find_programs
    lock_plane
    check_plane
    if [[ ! -f "$plane/ports" ]]; then
        kill_survivors
        choose_ports
    fi
    load_addresses
    mkdir -p "$plane"/{logs,pids}
    [[ -d "$plane/pki" ]] || make_credentials
    start_cluster
    if [[ "$with_podward" == yes ]]; then
        register_podward
        write_policy
        start_podward
    fi
    write_environment
    print_welcome
}

podward() {
    check_launcher
    enter_plane
    stop podward
    register_podward
    write_policy
    start_podward
    write_environment
}

stop_podward() {
    enter_plane
    stop podward
}

replica() {
    check_launcher
    enter_plane
    stop "podward-$replica"
    [[ -f "$plane/podward.kubeconfig" ]] || fail "no Podward is registered: start one with '$0 podward'"
    start_replica "$replica"
}

stop_replica() {
    enter_plane
    stop "podward-$replica"
}

# No data here is worth a graceful end, which takes the API server ten seconds: only Podward gets one.
down() {
    local replica
    if [[ -d "$plane" ]]; then
        lock_plane
        check_plane
        stop podward
        for replica in 1 2 3; do
            stop "podward-$replica"
        done
    fi
    kill_survivors
    release_ports
    rm -rf "$plane"
}

# For the commands that need a plane and make none.
enter_plane() {
    [[ -f "$plane/ports" ]] || fail "no plane in $plane: start one with '$0 up'"
    lock_plane
    find_programs
    load_addresses
    running kube-apiserver || fail "the plane in $plane is not running: start it with '$0 up'"
}

# Read by shells and by java.util.Properties: a backslash before a space means the same to both.
write_environment() {
    printf '%s=%q\n' KUBECTL "$kubectl" API_SERVER "$api_server" \
        WEBHOOK_URL "$webhook" MANAGEMENT_URL "$management" \
        REPLICA_PORT "$replica_port" WEBHOOK_CA "$plane/webhook/ca.crt" AUDIT_LOG "$plane/logs/audit.log" POLICY "$plane/policy.yaml" \
        >"$plane/cluster.env.new"
    mv "$plane/cluster.env.new" "$plane/cluster.env"
}

# What a person needs next, and nothing more. Ready to paste, also from a folder with spaces in its name.
print_welcome() {
    local answer
    answer="Podward runs in mode $(current_mode)"
    running podward || answer="Podward does not run"
    printf 'Kubernetes %s is up at %s; %s.\n\n' "$(server_version)" "$api_server" "$answer"
    printf '  export KUBECONFIG=%q    # a developer, in namespace shop; admin.kubeconfig may do everything\n' "$plane/alice.kubeconfig"
    printf '  %q get pods\n\n' "$kubectl"
    printf 'logs: %s\n' "$plane/logs"
    printf 'stop: %q down --dir %q\n' "$0" "$plane"
}

# Each command takes only the options that mean something to it.
parse() {
    command="${1:-help}"
    plane="$repository/target/cluster" mode='' policy='' pod_delete=no certificate_files=no with_podward=yes own_accounts=true
    (($# == 0)) || shift
    if [[ "$command" == *replica ]]; then
        [[ "${1:-}" =~ ^[1-3]$ ]] || fail "'$command' needs a number from 1 to 3: see '$0 help'" 2
        replica="$1"
        shift
    fi
    while (($# > 0)); do
        case "$command $1" in
            *" --dir")
                plane="$(value "$@")"
                shift
                ;;
            "up --mode" | "podward --mode")
                mode="$(value "$@")"
                shift
                ;;
            "up --policy" | "podward --policy")
                policy="$(value "$@")"
                shift
                ;;
            "up --pod-delete" | "podward --pod-delete") pod_delete=yes ;;
            "up --certificate-files" | "podward --certificate-files") certificate_files=yes ;;
            "up --no-podward") with_podward=no ;;
            "up --shared-credentials") own_accounts=false ;;
            *) fail "'$command' has no option $1: see '$0 help'" 2 ;;
        esac
        shift
    done
    [[ "$mode" =~ ^(audit|enforce)?$ ]] || fail "--mode is audit or enforce, not '$mode'" 2
    [[ -z "$mode" || -z "$policy" ]] || fail "--mode or --policy: the mode is in the policy" 2
    [[ -z "$policy" || -r "$policy" ]] || fail "--policy: cannot read $policy" 2
    plane="$(realpath -m "$plane")"
}

# What follows an option that needs it.
value() {
    (($# > 1)) || fail "$1 needs a value: see '$0 help'" 2
    printf '%s' "$2"
}

main() {
    parse "$@"
    case "$command" in
        up | podward | replica | down) "$command" ;;
        stop-podward) stop_podward ;;
        stop-replica) stop_replica ;;
        help | -h | --help) usage ;;
        *) fail "unknown command $command: see '$0 help'" 2 ;;
    esac
}

main "$@"
