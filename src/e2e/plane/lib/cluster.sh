# shellcheck shell=bash disable=SC2034,SC2154 # the variables are shared with plane.sh
# Kubernetes itself: etcd, the API server, the controllers, the scheduler, and two nodes that run nothing.

start_cluster() {
    start_etcd
    await etcd 30 curl -fsS "http://127.0.0.1:$etcd_port/health"
    start_kube_apiserver
    await kube-apiserver 60 api_server_ready
    [[ "$own_accounts" == true ]] || empower_controller_manager
    start_kube_controller_manager
    start_kube_scheduler
    as_admin apply -f "$here/cluster.yaml" >/dev/null
    start_node node-1 "$plane/node.kubeconfig" 10.1.0.1/16
    start_node node-2 "$plane/pki/node-2.kubeconfig" 10.2.0.1/16
    await node-1 60 as_admin wait --for=condition=Ready --timeout=10s node/node-1
    await node-2 60 as_admin wait --for=condition=Ready --timeout=10s node/node-2
    # Without it no Pod can be created there; the controller manager makes it.
    await kube-controller-manager 60 as_admin -n shop get serviceaccount default
}

# Our own calls leave no trace in the user's kubectl cache.
as_admin() {
    "$kubectl" --kubeconfig "$plane/admin.kubeconfig" --cache-dir "$plane/kubectl" "$@"
}

# Asked without kubectl, for it is asked often.
api_server_ready() {
    curl -fsS --cacert "$plane/pki/ca.crt" --cert "$plane/pki/admin.crt" --key "$plane/pki/admin.key" "$api_server/readyz"
}

server_version() {
    as_admin get --raw /version | sed -n 's/.*"gitVersion": "\(.*\)".*/\1/p'
}

# Plain HTTP on the loopback interface, and nothing is written to disk for good: a plane holds nothing worth either.
start_etcd() {
    local clients="http://127.0.0.1:$etcd_port" peers="http://127.0.0.1:$etcd_peer_port"
    start etcd "$(program etcd)" --name=plane --data-dir="$plane/etcd" --unsafe-no-fsync --log-level=warn \
        --listen-client-urls="$clients" --advertise-client-urls="$clients" \
        --listen-peer-urls="$peers" --initial-advertise-peer-urls="$peers" --initial-cluster="plane=$peers"
}

start_kube_apiserver() {
    local pki="$plane/pki"
    start kube-apiserver "$(program kube-apiserver)" --etcd-servers="http://127.0.0.1:$etcd_port" \
        --bind-address=127.0.0.1 --advertise-address=127.0.0.1 --secure-port="$api_port" --endpoint-reconciler-type=none \
        --service-cluster-ip-range=10.0.0.0/24 \
        --client-ca-file="$pki/ca.crt" --tls-cert-file="$pki/kube-apiserver.crt" --tls-private-key-file="$pki/kube-apiserver.key" \
        --service-account-issuer=https://kubernetes.default.svc --service-account-key-file="$pki/service-accounts.pub" \
        --service-account-signing-key-file="$pki/service-accounts.key" \
        --authorization-mode=Node,RBAC --enable-admission-plugins=NodeRestriction --allow-privileged=true \
        --admission-control-config-file="$pki/admission.yaml" \
        --audit-policy-file="$here/audit-policy.yaml" --audit-log-path="$plane/logs/audit.log"
}

# One service account for each controller is what most clusters have; the shared user is what this program does by default.
# Its usual limit of requests a second would make its start-up take four seconds longer.
start_kube_controller_manager() {
    local pki="$plane/pki"
    start kube-controller-manager "$(program kube-controller-manager)" --kubeconfig="$pki/kube-controller-manager.kubeconfig" \
        --use-service-account-credentials="$own_accounts" --service-account-private-key-file="$pki/service-accounts.key" \
        --root-ca-file="$pki/ca.crt" --leader-elect=false --secure-port=0 --kube-api-qps=500 --kube-api-burst=500
}

# By itself its user may do little more than make the tokens of the service accounts.
empower_controller_manager() {
    as_admin create clusterrolebinding shared-credentials --clusterrole=cluster-admin --user=system:kube-controller-manager \
        --dry-run=client -o yaml | as_admin apply -f - >/dev/null
}

start_kube_scheduler() {
    start kube-scheduler "$(program kube-scheduler)" --kubeconfig="$plane/pki/kube-scheduler.kubeconfig" \
        --leader-elect=false --secure-port=0
}

# A fake kubelet with the identity of a real one. The lease is short, because after a restart it has to run out first.
start_node() {
    local node="$1" kubeconfig="$2" pod_addresses="$3"
    start "$node" env KWOK_WORKDIR="$plane/kwok" "$(program kwok)" --kubeconfig="$kubeconfig" --manage-single-node="$node" \
        --config="$here/kwok/stages.yaml" --node-ip=127.0.0.1 --node-port=0 --cidr="$pod_addresses" \
        --node-lease-duration-seconds=8 --v=WARN
}
