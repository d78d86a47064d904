#!/usr/bin/env bash
# Gives a cluster what certs/generate.sh has made: the API server first, then Podward, so that no call fails in between.
set -euo pipefail

readonly NAMESPACE=podward-system
readonly CONFIGURATIONS=(validatingwebhookconfiguration mutatingwebhookconfiguration)

# The manual, printed on demand and after a wrong call.
usage() {
    cat <<'TEXT'
usage: certs/install.sh DIR [--only]

Puts DIR/ca.crt into the caBundle of all webhooks of Podward, before the certificates that are there already, and DIR/tls.crt and
DIR/tls.key into the Secret podward-tls, for the component deploy/components/certificate-files. May be repeated at any time.

  --only    nothing but DIR/ca.crt in the caBundles: the end of a renewal, once every Podward serves the new certificate
TEXT
}

# One way to fail: what is wrong, then what to do.
fail() {
    printf 'certs/install.sh: %s\n' "$1" >&2
    exit "${2:-1}"
}

# What a webhook trusts now.
registered() {
    kubectl get "$1" podward -o "jsonpath={.webhooks[$2].clientConfig.caBundle}" | base64 -d
}

# The new CA once, before whatever else is there.
bundle() {
    local ca before
    ca="$(<"$1")"
    before="$(cat)"
    printf '%s\n' "$ca"
    [[ "$only" == yes ]] || printf '%s\n' "${before//"$ca"/}" | sed '/^$/d'
}

# All webhooks of a configuration, by their places in it.
register() {
    local configuration="$1" ca="$2" count at patches=()
    count="$(kubectl get "$configuration" podward -o 'jsonpath={range .webhooks[*]}{"."}{end}' | wc -c)"
    for ((at = 0; at < count; at++)); do
        patches+=("{\"op\": \"add\", \"path\": \"/webhooks/$at/clientConfig/caBundle\", \"value\": \"$(
            registered "$configuration" "$at" | bundle "$ca" | base64 | tr -d '\n'
        )\"}")
    done
    local IFS=,
    kubectl patch "$configuration" podward --type=json --patch "[${patches[*]}]"
}

main() {
    case "${1:-}" in
        -h | --help) usage && return ;;
        '' | -*) usage >&2 && exit 2 ;;
    esac
    local dir="$1" name
    only=no
    [[ "${2:-}" != --only ]] || only=yes
    [[ $# -eq 1 || ($# -eq 2 && "$only" == yes) ]] || { usage >&2 && exit 2; }
    for name in ca.crt tls.crt tls.key; do
        [[ -r "$dir/$name" ]] || fail "there is no $dir/$name: make it with certs/generate.sh $dir"
    done
    command -v kubectl >/dev/null || fail "kubectl is not on the PATH: install it"

    for name in "${CONFIGURATIONS[@]}"; do
        register "$name" "$dir/ca.crt"
    done
    kubectl -n "$NAMESPACE" create secret tls podward-tls --cert="$dir/tls.crt" --key="$dir/tls.key" --dry-run=client -o yaml \
        | kubectl apply -f -
}

main "$@"
