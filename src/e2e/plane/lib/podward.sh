# shellcheck shell=bash disable=SC2034,SC2154 # the variables are shared with plane.sh
# Podward on a plane: registered by the manifests it ships with, and run as the ServiceAccount that they give it.

readonly launcher="$repository/target/podward"

# Before anything is started for it.
check_launcher() {
    [[ -x "$launcher" ]] || fail "$launcher is missing: run 'make build' first"
}

# What a real cluster gets, with two differences: it runs outside, so the Deployment has no Pods, and the API server calls an
# address instead of the Service. What was asked for once stays: a restart of Podward is no reason to register it otherwise.
register_podward() {
    local overlay="$plane/registration"
    mkdir -p "$overlay" "$plane/webhook"
    [[ "$pod_delete" == no ]] || touch "$overlay/pod-delete"
    [[ "$certificate_files" == no ]] || touch "$overlay/certificate-files"
    ! has_certificate_files || "$repository/certs/generate.sh" "$plane/webhook" 127.0.0.1 localhost >/dev/null
    write_overlay "$(realpath --relative-to="$overlay" "$repository/deploy")" >"$overlay/kustomization.yaml"
    as_admin apply -k "$overlay" >"$plane/logs/registration.log" 2>&1 \
        || report registration "failed"
    [[ -f "$plane/podward.kubeconfig" ]] || make_podward_kubeconfig
}

# Whether its certificates are made by a script, and not by Podward itself.
has_certificate_files() {
    [[ -e "$plane/registration/certificate-files" ]]
}

write_overlay() {
    local name components=()
    for name in pod-delete certificate-files; do
        [[ ! -e "$overlay/$name" ]] || components+=("$1/components/$name")
    done
    cat <<KUSTOMIZATION
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - $1/base
components: [$(IFS=, && printf '%s' "${components[*]}")]
replicas:
  - name: podward
    count: 0
patches:
KUSTOMIZATION
    write_webhook_patch ValidatingWebhookConfiguration pods/validate deletions/validate namespaces/namespaces
    write_webhook_patch MutatingWebhookConfiguration pods/mutate
}

# For each webhook of a configuration its path, as WEBHOOK/PATH.
write_webhook_patch() {
    local name
    cat <<PATCH
  - patch: |-
      apiVersion: admissionregistration.k8s.io/v1
      kind: $1
      metadata:
        name: podward
      webhooks:
PATCH
    for name in "${@:2}"; do
        cat <<PATCH
        - name: ${name%/*}.podward.io
          clientConfig:
            \$patch: replace
            url: $webhook/${name#*/}
PATCH
        ! has_certificate_files || printf '            caBundle: %s\n' "$(base64 -w0 "$plane/webhook/ca.crt")"
    done
}

# As the ServiceAccount and not as an administrator, so that the shipped permissions are what is tested.
make_podward_kubeconfig() {
    local token
    token="$(as_admin -n podward-system create token podward --duration=8760h)"
    write_kubeconfig "$plane/podward.kubeconfig" podward podward-system "$plane/pki/ca.crt" "{token: $token}"
}

# The policy of the last start stays, unless another is asked for. A file that Podward runs with is replaced at once, as a whole,
# and Podward started anew: the next request is answered by it.
write_policy() {
    local file="$plane/policy.yaml"
    if [[ -n "$policy" ]]; then
        cat "$policy" >"$file.new"
    elif [[ -n "$mode" || ! -f "$file" ]]; then
        printf '%s\n' 'apiVersion: podward.io/v1' 'kind: Policy' "mode: ${mode:-enforce}" >"$file.new"
    else
        return 0
    fi
    cmp -s "$file.new" "$file" || stop podward
    mv "$file.new" "$file"
}

# Where the registration says.
start_podward() {
    start_podward_at podward "$webhook_port" "$management_port"
}

# A further one, that nobody asks who does not know its ports: a balancer may.
start_replica() {
    start_podward_at "podward-$1" "$(replica_webhook_port "$1")" "$(replica_management_port "$1")"
}

replica_webhook_port() {
    printf '%d' $((replica_port + 2 * ($1 - 1)))
}

replica_management_port() {
    printf '%d' $((replica_port + 2 * ($1 - 1) + 1))
}

# NAME on two ports, and ready. The caller's settings are spelled out, so that 'up' notices when they change; PODWARD_KUBECTL is for
# this script and not one of them. Unless the caller says otherwise it ends as soon as it is told to: nobody balances here.
start_podward_at() {
    local name settings=() certificates=(PODWARD_TLS_SOURCE=self-managed)
    for name in "${!PODWARD_@}"; do
        [[ "$name" == PODWARD_KUBECTL ]] || settings+=("$name=${!name}")
    done
    ! has_certificate_files || certificates=(PODWARD_TLS_SOURCE=files
        PODWARD_TLS_CERTIFICATE="$plane/webhook/tls.crt" PODWARD_TLS_KEY="$plane/webhook/tls.key")
    start "$1" env -u PODWARD_KUBECTL "${settings[@]}" PODWARD_POLICY="$plane/policy.yaml" KUBECONFIG="$plane/podward.kubeconfig" \
        "${certificates[@]}" \
        QUARKUS_HTTP_HOST=127.0.0.1 QUARKUS_HTTP_SSL_PORT="$2" QUARKUS_SHUTDOWN_DELAY="${QUARKUS_SHUTDOWN_DELAY:-0}" \
        QUARKUS_MANAGEMENT_HOST=127.0.0.1 QUARKUS_MANAGEMENT_PORT="$3" \
        "$launcher" serve
    await "$1" 180 curl -fsS "http://127.0.0.1:$3/q/health/ready"
    has_certificate_files || save_ca
}

# For whoever calls Podward as the API server does.
save_ca() {
    as_admin -n podward-system get secret podward-certificates -o 'jsonpath={.data.ca\.crt}' \
        | base64 -d >"$plane/webhook/ca.crt.new"
    mv "$plane/webhook/ca.crt.new" "$plane/webhook/ca.crt"
}

# As the policy says, which need not say it.
current_mode() {
    local said
    said="$(sed -n 's/^mode:[[:space:]]*\([a-z]*\).*/\1/p' "$plane/policy.yaml" 2>/dev/null)" || true
    printf '%s' "${said:-audit}"
}
