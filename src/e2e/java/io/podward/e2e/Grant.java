package io.podward.e2e;

/** What alice needs beyond the ClusterRole {@code edit}, for the ways to change a Pod that it leaves out. */
final class Grant {
    private Grant() {}

    /** Lets alice change subresources in the namespace {@code shop}. */
    static void toAlice(ControlPlane plane, String... resources) {
        var name = "alice-" + String.join("-", resources).replace('/', '.');
        plane.admin().does("""
                (kubectl -n shop create role %1$s --verb=get,patch,update --resource=%2$s --dry-run=client -o yaml
                 echo ---
                 kubectl -n shop create rolebinding %1$s --role=%1$s --user=alice --dry-run=client -o yaml) | kubectl apply -f -""".formatted(name, String.join(",", resources)));
    }

    /** Lets alice look at nodes. */
    static void nodesToAlice(ControlPlane plane) {
        plane.admin().does("""
                (kubectl create clusterrole alice-nodes --verb=get,list --resource=nodes --dry-run=client -o yaml
                 echo ---
                 kubectl create clusterrolebinding alice-nodes --clusterrole=alice-nodes --user=alice --dry-run=client -o yaml) | kubectl apply -f -""");
    }
}
