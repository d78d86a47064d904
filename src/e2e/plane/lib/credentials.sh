# shellcheck shell=bash disable=SC2034,SC2154 # the variables are shared with plane.sh
# Who is who on a plane: a CA, and a certificate for the API server, each component and each person.

# A year is more than any plane lives.
readonly DAYS=365

# Made aside and moved: a run that was interrupted here starts over.
make_credentials() {
    say "making certificates"
    pki="$plane/pki.new"
    rm -rf "$pki"
    mkdir "$pki"
    openssl_quietly req -x509 -new "${new_key[@]}" -config <(request_configuration) -extensions ca -days "$DAYS" \
        -subj /CN=plane -keyout "$pki/ca.key" -out "$pki/ca.crt"
    make_certificate kube-apiserver /CN=kube-apiserver $'extendedKeyUsage=serverAuth\nsubjectAltName=IP:127.0.0.1,IP:10.0.0.1,DNS:localhost'
    openssl_quietly genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$pki/service-accounts.key"
    openssl_quietly pkey -in "$pki/service-accounts.key" -pubout -out "$pki/service-accounts.pub"

    make_user "$plane/admin.kubeconfig" admin default system:masters
    make_user "$plane/alice.kubeconfig" alice shop
    make_user "$plane/node.kubeconfig" system:node:node-1 default system:nodes
    make_user "$pki/node-2.kubeconfig" system:node:node-2 default system:nodes
    make_user "$pki/kube-controller-manager.kubeconfig" system:kube-controller-manager default
    make_user "$pki/kube-scheduler.kubeconfig" system:kube-scheduler default
    make_certificate webhook-client /CN=kube-apiserver extendedKeyUsage=clientAuth
    write_admission_configuration
    mv "$pki" "$plane/pki"
}

# What the API server shows when it calls a webhook that wants to know who calls: a kubeconfig has it, under the webhook's host name. And
# the highest priorities are only for namespaces with a quota that speaks of them, as GKE has it: what runs here runs there.
write_admission_configuration() {
    local plugin
    cat >"$pki/webhook-client.kubeconfig" <<KUBECONFIG
apiVersion: v1
kind: Config
users:
  - name: "${webhook#https://}"
    user:
      client-certificate-data: $(base64 -w0 "$pki/webhook-client.crt")
      client-key-data: $(base64 -w0 "$pki/webhook-client.key")
KUBECONFIG
    {
        printf '%s\n' 'apiVersion: apiserver.config.k8s.io/v1' 'kind: AdmissionConfiguration' 'plugins:'
        for plugin in ValidatingAdmissionWebhook MutatingAdmissionWebhook; do
            printf '  - name: %s\n    configuration: {apiVersion: apiserver.config.k8s.io/v1, kind: WebhookAdmissionConfiguration, kubeConfigFile: "%s"}\n' \
                "$plugin" "$plane/pki/webhook-client.kubeconfig"
        done
        cat <<'QUOTA'
  - name: ResourceQuota
    configuration:
      apiVersion: apiserver.config.k8s.io/v1
      kind: ResourceQuotaConfiguration
      limitedResources:
        - resource: pods
          matchScopes: [{scopeName: PriorityClass, operator: In, values: [system-cluster-critical, system-node-critical]}]
QUOTA
    } >"$pki/admission.yaml"
}

new_key=(-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes)
readonly new_key

# Our own, because systems differ in what they ship.
request_configuration() {
    cat <<'CONFIGURATION'
[req]
distinguished_name = subject
[subject]
[ca]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
CONFIGURATION
}

# openssl's own words are shown only when it fails: it chats while it works.
openssl_quietly() {
    local said
    said="$(openssl "$@" 2>&1)" || fail "openssl $1 failed: $said"
}

# NAME.key and NAME.crt for a subject.
make_certificate() {
    local name="$1" subject="$2" extensions="$3"
    openssl_quietly req -new "${new_key[@]}" -config <(request_configuration) -subj "$subject" \
        -keyout "$pki/$name.key" -out "$pki/$name.csr"
    openssl_quietly x509 -req -in "$pki/$name.csr" -days "$DAYS" -extfile <(printf '%s\n' "$extensions") \
        -CA "$pki/ca.crt" -CAkey "$pki/ca.key" -CAserial "$pki/ca.srl" -CAcreateserial -out "$pki/$name.crt"
}

# To the API server a client certificate's CN is the user and its O the group.
make_user() {
    local file="$1" user="$2" namespace="$3" group="${4:-}"
    make_certificate "$user" "${group:+/O=$group}/CN=$user" extendedKeyUsage=clientAuth
    write_kubeconfig "$file" "$user" "$namespace" "$pki/ca.crt" \
        "{client-certificate-data: $(base64 -w0 "$pki/$user.crt"), client-key-data: $(base64 -w0 "$pki/$user.key")}"
}

# Everything embedded, so that the file can be used from anywhere.
write_kubeconfig() {
    local file="$1" user="$2" namespace="$3" ca="$4" credentials="$5"
    cat >"$file" <<KUBECONFIG
apiVersion: v1
kind: Config
clusters:
  - name: plane
    cluster: {server: "$api_server", certificate-authority-data: $(base64 -w0 "$ca")}
users:
  - name: $user
    user: $credentials
contexts:
  - name: plane
    context: {cluster: plane, user: $user, namespace: $namespace}
current-context: plane
KUBECONFIG
}
