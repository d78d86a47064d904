#!/usr/bin/env bash
# A serving certificate for Podward and the CA that vouches for it, for try-outs and tests. Needs nothing but openssl.
set -euo pipefail

readonly SERVING_DAYS=90
# Outlives what it signed, so that an expired certificate is reported as that and not as one of an unknown authority.
readonly CA_DAYS=100
# A certificate with less than this left is replaced: soon enough to notice, rarely enough to leave a working set-up alone.
readonly RENEW_WITHIN_SECONDS=$((30 * 24 * 60 * 60))
# What the API server calls a Service by, and the long form that people use inside a cluster.
readonly DEFAULT_NAMES=(podward.podward-system.svc podward.podward-system.svc.cluster.local)

# The manual, printed on demand and after a wrong call.
usage() {
    cat <<'TEXT'
usage: certs/generate.sh DIR [NAME …]

Makes DIR/ca.crt (for the caBundle), DIR/tls.crt and DIR/tls.key (for the Secret) for the given DNS names or IP addresses;
without any: podward.podward-system.svc and podward.podward-system.svc.cluster.local. The CA's key is not kept: it can sign
nothing else. A pair that fits and has 30 days left is kept; anything else in these three files is replaced.
TEXT
}

# One way to fail: what is wrong, then what to do.
fail() {
    printf 'certs/generate.sh: %s\n' "$1" >&2
    exit "${2:-1}"
}

# openssl's own words are shown only when it fails: it chats while it works.
run_openssl() {
    local said
    said="$(openssl "$@" 2>&1)" || fail "openssl $1 failed: ${said}"
}

# Addresses and names are different kinds of entries in a certificate, and clients do not take one for the other.
is_address() {
    [[ "$1" =~ ^[0-9]+(\.[0-9]+){3}$ || "$1" == *:* ]]
}

# Checked before openssl sees it: a comma or a line break would become configuration.
check_name() {
    if is_address "$1"; then
        [[ "$1" =~ ^[0-9A-Fa-f:.]+$ ]] || fail "'$1' is not an IP address: use one such as 127.0.0.1 or ::1" 2
    else
        [[ "$1" =~ ^[A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?$ ]] \
            || fail "'$1' is neither a DNS name nor an IP address: use one such as podward.podward-system.svc" 2
    fi
}

# The subjectAltName entries: since Go 1.15 the API server looks nowhere else.
alternative_names() {
    local name entries=()
    for name in "$@"; do
        if is_address "$name"; then
            entries+=("IP:${name}")
        else
            entries+=("DNS:${name}")
        fi
    done
    local IFS=,
    printf '%s' "${entries[*]}"
}

# openssl tells a match in words alone: its exit code is 0 either way in older versions.
carries() {
    local certificate="$1" name="$2" option=-checkhost
    if is_address "$name"; then
        option=-checkip
    fi
    openssl x509 -in "$certificate" -noout "$option" "$name" 2>/dev/null | grep -q 'does match'
}

# Whether running again may leave everything as it is: replacing a CA that a cluster trusts would cut Podward off.
still_good() {
    local dir="$1" name
    shift
    [[ -f "$dir/ca.crt" && -f "$dir/tls.crt" && -f "$dir/tls.key" ]] || return 1
    openssl x509 -in "$dir/tls.crt" -noout -checkend "$RENEW_WITHIN_SECONDS" >/dev/null 2>&1 || return 1
    openssl verify -CAfile "$dir/ca.crt" "$dir/tls.crt" >/dev/null 2>&1 || return 1
    [[ "$(openssl x509 -in "$dir/tls.crt" -noout -pubkey)" == "$(openssl pkey -in "$dir/tls.key" -pubout 2>/dev/null)" ]] \
        || return 1
    for name in "$@"; do
        carries "$dir/tls.crt" "$name" || return 1
    done
}

# What the two certificates may be used for, in openssl's configuration format.
write_configuration() {
    cat <<CONFIGURATION
[req]
distinguished_name = subject
prompt = no
[subject]
CN = Podward throw-away CA
[ca]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[serving]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectAltName = $1
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
CONFIGURATION
}

# genpkey writes PKCS#8, the only form of a key that Podward reads.
make_key() {
    run_openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -pkeyopt ec_param_enc:named_curve -out "$1"
}

# Made aside, so that a failure half-way leaves the files of an earlier run whole.
make_certificates() {
    local work="$1"
    shift
    write_configuration "$(alternative_names "$@")" >"$work/openssl.cnf"
    make_key "$work/ca.key"
    run_openssl req -x509 -new -sha256 -key "$work/ca.key" -days "$CA_DAYS" \
        -config "$work/openssl.cnf" -extensions ca -out "$work/ca.crt"
    make_key "$work/tls.key"
    run_openssl req -new -sha256 -key "$work/tls.key" -config "$work/openssl.cnf" -subj /CN=podward -out "$work/tls.csr"
    run_openssl x509 -req -sha256 -in "$work/tls.csr" -days "$SERVING_DAYS" \
        -CA "$work/ca.crt" -CAkey "$work/ca.key" -CAserial "$work/ca.srl" -CAcreateserial \
        -extfile "$work/openssl.cnf" -extensions serving -out "$work/tls.crt"
}

main() {
    case "${1:-}" in
        -h | --help) usage && return ;;
        '' | -*) usage >&2 && exit 2 ;;
    esac
    local dir="$1" name
    shift
    (($# > 0)) || set -- "${DEFAULT_NAMES[@]}"
    for name in "$@"; do
        check_name "$name"
    done
    command -v openssl >/dev/null || fail "openssl is not on the PATH: install the package openssl"

    umask 077
    mkdir -p "$dir" || fail "cannot make the folder $dir: choose one you may write to"
    if still_good "$dir" "$@"; then
        printf '%s: kept, it has more than 30 days left\n' "$dir/tls.crt"
        return
    fi

    # Global, for the trap runs when this function has returned. On the same file system, so that mv replaces at once.
    work="$(mktemp -d "$dir/.making.XXXXXX")" || fail "cannot write to the folder $dir: choose one you may write to"
    trap 'rm -rf "$work"' EXIT
    make_certificates "$work" "$@"
    mv -f "$work/ca.crt" "$work/tls.crt" "$work/tls.key" "$dir/" || fail "cannot replace the files in $dir"
    printf '%s: made for %s, valid for %d days; its CA is new too: %s\n' "$dir/tls.crt" "$*" "$SERVING_DAYS" "$dir/ca.crt"
}

main "$@"
