#!/usr/bin/env bash
# The story: alice and her Pods, on a real control plane with Podward in it. Each command is printed with its real output; exit code
# 0 only if every step did what it should. KEEP=1 leaves the cluster running.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly CLUSTER="${CLUSTER:-target/demo-cluster}"
readonly PLANE=src/e2e/plane/plane.sh
readonly V1=registry.example.com/blog-api:v1
readonly V2=registry.example.com/blog-api:v2

# What the last command printed, and its exit code.
output=
code=0

# Narration, so that it cannot be taken for a command or its output.
tell() {
    printf '\n\033[1m# %s\033[0m\n' "$*"
}

# Runs a command line as alice, prints it and what she sees.
alice() {
    printf '\n$ %s\n' "$1"
    code=0
    output="$(bash -c "$1" 2>&1)" || code=$?
    printf '%s\n' "$output"
}

# A step that did something else ends the story.
fail() {
    printf '\nThe story ends here: %s\n' "$1" >&2
    exit 1
}

expect_success() {
    ((code == 0)) || fail "that should have worked"
}

expect_denial() {
    ((code != 0)) && [[ "$output" == *'denied the request'* ]] || fail "that should have been denied by Podward"
}

# The command that Podward gave, as the user would copy it: the last line that begins with it.
given_command() {
    local line
    line="$(grep -E '^ *kubectl ' <<<"$output" | tail -n 1)" || fail "there is no command in that answer"
    printf '%s' "${line#"${line%%[! ]*}"}"
}

# Waits for something that the controllers do; at most half a minute.
eventually() {
    local tries
    for tries in {1..150}; do
        if bash -c "$1" >/dev/null 2>&1; then
            return
        fi
        sleep 0.2
    done
    fail "this did not come true in time: $1"
}

pods_of_blog_api() {
    kubectl get pods -l app=blog-api -o jsonpath='{.items[*].metadata.name}'
}

# How often a rule answered, as Podward counts it.
counted() {
    curl --silent "$(sed -n 's/^MANAGEMENT_URL=//p' "$CLUSTER/cluster.env")/q/metrics" \
        | awk -v rule="rule=\"$1\"" -v mode="mode=\"$2\"" \
            '/^podward_decisions_total/ && index($0, rule) && index($0, mode) { sum += $NF } END { print sum + 0 }'
}

# She has a Deployment, and one of its Pods is all she sees.
deploys_the_blog() {
    tell "alice deploys her blog: two replicas."
    alice "kubectl create deployment blog-api --image=$V1 --replicas=2"
    expect_success
    alice "kubectl rollout status deployment/blog-api --timeout=60s"
    expect_success
    alice "kubectl get pods"
    [[ "$(pods_of_blog_api | wc -w)" == 2 ]] || fail "there should be two Pods"
}

changes_a_pod() {
    local pod command
    pod="$(pods_of_blog_api | cut -d' ' -f1)"
    tell "She wants version 2, and changes the image of a Pod. Podward tells her where to do that."
    alice "kubectl set image pod/$pod blog-api=$V2"
    expect_denial
    command="$(given_command)"

    tell "Why not on the Pod? A Pod that goes comes back under a new name, made from the Deployment."
    alice "kubectl delete pod $pod"
    expect_success
    eventually "kubectl get pods -l app=blog-api --field-selector=status.phase=Running -o name | grep -v $pod | wc -l | grep -qx 2"
    alice "kubectl get pods"
    [[ "$output" != *"$pod"* ]] || fail "the deleted Pod should be gone"

    tell "She pastes the command that she was given. All Pods are replaced."
    alice "$command"
    expect_success
    alice "kubectl rollout status deployment/blog-api --timeout=60s"
    expect_success
    eventually "kubectl get pods -l app=blog-api -o jsonpath='{.items[*].spec.containers[*].image}' | grep -qx '$V2 $V2'"
    alice "kubectl get pods -o custom-columns=NAME:.metadata.name,IMAGE:.spec.containers[*].image"
}

scales() {
    local replicas
    tell "How many Pods there are is the Deployment's business, too."
    for replicas in 4 2; do
        alice "kubectl scale deployment/blog-api --replicas=$replicas"
        expect_success
        eventually "kubectl get pods -l app=blog-api -o name | wc -l | grep -qx $replicas"
        alice "kubectl get deployment blog-api"
    done
}

runs_a_bare_pod() {
    local command
    tell "A Pod by hand: nobody would bring it back. Podward gives her the Deployment instead."
    alice "kubectl run cache --image=registry.example.com/cache:v1"
    expect_denial
    command="$(given_command)"
    alice "$command"
    expect_success
    eventually "kubectl get deployment cache -o jsonpath='{.status.readyReplicas}' | grep -qx 1"
    alice "kubectl get deployment,pods -l app=cache"
}

does_the_same_in_audit_mode() {
    local before after
    tell "The same in audit mode, which is how a platform team starts: nothing is said, everything is counted."
    "$PLANE" podward --dir "$CLUSTER" --mode audit
    before="$(counted bare-pod audit)"
    alice "kubectl run cache-by-hand --image=registry.example.com/cache:v1"
    expect_success
    [[ "$output" == 'pod/cache-by-hand created' ]] || fail "audit mode should say nothing"
    after="$(counted bare-pod audit)"
    printf '\nbare Pods counted by podward_decisions_total: %s before, %s after\n' "$before" "$after"
    ((after == before + 1)) || fail "audit mode should count that bare Pod"
}

main() {
    if [[ -z "${KEEP:-}" ]]; then
        trap '"$PLANE" down --dir "$CLUSTER"' EXIT
    fi
    "$PLANE" up --dir "$CLUSTER" --mode enforce
    # kubectl remembers each API server it met, in the home of whoever tells the story, unless told where.
    export KUBECACHEDIR="$PWD/$CLUSTER/kube-cache"
    export KUBECONFIG="$PWD/$CLUSTER/alice.kubeconfig"
    local kubectl
    kubectl="$(sed -n 's/^KUBECTL=//p' "$CLUSTER/cluster.env")"
    PATH="$(dirname "$kubectl"):$PATH"
    export PATH

    deploys_the_blog
    changes_a_pod
    scales
    runs_a_bare_pod
    does_the_same_in_audit_mode
    tell "The end: every step did what it should."
}

main
