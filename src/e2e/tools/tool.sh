#!/usr/bin/env bash
# Prints where a program is that only tests need, and builds it first if this machine has not got it: helm or promtool.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)"
name="${1:?usage: tool.sh helm|promtool}"
cd "$here/$name"
# A folder for each set of versions, as for the control plane.
folder="${XDG_CACHE_HOME:-$HOME/.cache}/podward/$name-$(uname -m)-$(cat go.mod go.sum | sha256sum | cut -c1-12)"

build() (
    local package work
    command -v go >/dev/null || {
        echo "tool.sh: $name must be built once, and Go is missing: get it from https://go.dev/dl" >&2
        return 1
    }
    package="$(sed -n 's/^tool //p' go.mod)"
    echo "building $name … (a few minutes, once per machine)" >&2
    work="$(mktemp -d "$folder/building.XXXXXX")"
    trap 'rm -rf "$work"' EXIT
    # Without the tag promtool would know every cloud that Prometheus can find targets in.
    env -u GOOS -u GOARCH GOFLAGS=-mod=readonly GOWORK=off CGO_ENABLED=0 \
        go build -buildvcs=false -trimpath -tags remove_all_sd -ldflags '-s -w' -o "$work/$name" "$package"
    mv "$work/$name" "$folder/$name"
)

mkdir -p "$folder"
# One build at a time; whoever waited for it finds it done.
exec {lock}<"$folder"
flock "$lock"
[[ -x "$folder/$name" ]] || build
printf '%s\n' "$folder/$name"
