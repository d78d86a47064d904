# shellcheck shell=bash disable=SC2034,SC2154 # the variables are shared with plane.sh
# Where the programs of the control plane come from.

kubernetes_version="$(sed -n 's/^\tk8s\.io\/kubernetes \(v[0-9.]*\).*/\1/p' "$here/go.mod")"
# A folder for each set of versions, so that an upgrade builds anew and going back does not.
programs="$cache/$kubernetes_version-$(uname -m)-$(cd "$here" && cat go.mod go.sum kwok/go.mod kwok/go.sum | sha256sum | cut -c1-12)"
readonly kubernetes_version programs

# Decides on each program, and builds what is nowhere to be found.
find_programs() {
    [[ -r /proc/self/environ ]] || fail "only Linux will do: processes are told apart by what /proc says of them"
    require openssl curl flock setsid
    local name missing=()
    choose_kubectl
    for name in etcd kube-apiserver kube-controller-manager kube-scheduler kwok kubectl; do
        [[ "$name" == kubectl && -n "$kubectl" || -x "$(program "$name")" ]] || missing+=("$name")
    done
    ((${#missing[@]} == 0)) || build "${missing[@]}"
    kubectl="${kubectl:-$(program kubectl)}"
}

# Said at once and all together, instead of failing half-way.
require() {
    local name missing=()
    for name in "$@"; do
        command -v "$name" >/dev/null || missing+=("$name")
    done
    ((${#missing[@]} == 0)) || fail "not on the PATH: ${missing[*]}; install what your system packages them in"
}

# What users type is what should be tested: their own kubectl, if they have one.
choose_kubectl() {
    kubectl="${PODWARD_KUBECTL:-$(command -v kubectl || true)}"
    [[ -z "$kubectl" || -x "$kubectl" ]] || fail "PODWARD_KUBECTL=$kubectl is not a program: give the path of a kubectl"
}

# The path of one program. Assets count only with both etcd and kube-apiserver: the two belong together.
program() {
    local assets="${KUBEBUILDER_ASSETS:-}"
    if [[ -x "$assets/etcd" && -x "$assets/kube-apiserver" && -x "$assets/$1" ]]; then
        printf '%s' "$assets/$1"
    else
        printf '%s' "$programs/bin/$1"
    fi
}

# One build at a time on this machine; whoever waited for it finds it done. Each program appears whole or not at all.
build() (
    local name work
    command -v go >/dev/null || fail "$* must be built once, and Go is missing: get it from https://go.dev/dl"
    mkdir -p "$programs/bin"
    exec {build_lock}<"$programs"
    if ! flock --nonblock "$build_lock"; then
        say "waiting for another build in $programs"
        flock "$build_lock"
    fi
    rm -rf "$programs"/building.*
    work="$(mktemp -d "$programs/building.XXXXXX")"
    trap 'rm -rf "$work"' EXIT
    for name in "$@"; do
        [[ ! -x "$programs/bin/$name" ]] || continue
        say "building $name … ($(cost "$name"), once per machine)"
        compile "$name" "$work/$name" || fail "building $name failed: see above"
        mv "$work/$name" "$programs/bin/$name"
    done
)

# So that nobody takes a long build for a stuck one. On two cores, with nothing in Go's cache.
cost() {
    case "$1" in
        kube-apiserver) printf 'about 5 minutes' ;;
        kube-controller-manager | kubectl | kwok) printf 'about 1 minute' ;;
        *) printf 'seconds' ;;
    esac
}

# The same program wherever it is built, whatever the user's Go settings are. Without the version flags, Kubernetes calls itself
# v0.0.0-master.
compile() {
    local name="$1" output="$2" module="$here" package="k8s.io/kubernetes/cmd/$1"
    case "$name" in
        etcd) package=go.etcd.io/etcd/server/v3 ;;
        kwok) module="$here/kwok" package=sigs.k8s.io/kwok/cmd/kwok ;;
    esac
    env -u GOOS -u GOARCH GOFLAGS=-mod=readonly GOWORK=off CGO_ENABLED=0 \
        go build -C "$module" -buildvcs=false -trimpath -ldflags "-s -w
            -X k8s.io/component-base/version.gitVersion=$kubernetes_version
            -X k8s.io/client-go/pkg/version.gitVersion=$kubernetes_version" -o "$output" "$package"
}
