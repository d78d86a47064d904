package io.podward.manifest;

import io.podward.policy.Owner;
import io.podward.policy.OwnerReference;
import java.util.Optional;

/**
 * What a look-up of an owner brought.
 *
 * @param owner what is known of the owner
 * @param direct the controller that the object names, where it was found
 * @param root the root of the owner chain, where it was found; it may be that controller itself
 */
public record ResolvedOwner(Owner owner, Optional<Workload> direct, Optional<Workload> root) {
    /** A chain that was followed to its end. */
    public static ResolvedOwner root(OwnerReference reference, Workload direct, Workload root) {
        return new ResolvedOwner(new Owner.Root(reference, root.ref()), Optional.of(direct), Optional.of(root));
    }

    /** A chain of which only the beginning is known. */
    public static ResolvedOwner open(OwnerReference reference, Workload direct, OwnerReference farthest) {
        return new ResolvedOwner(new Owner.Unresolved(reference, farthest), Optional.of(direct), Optional.empty());
    }

    /** Anything less. */
    public static ResolvedOwner notFound(Owner owner) {
        return new ResolvedOwner(owner, Optional.empty(), Optional.empty());
    }
}
