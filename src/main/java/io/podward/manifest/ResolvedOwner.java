package io.podward.manifest;

import io.podward.policy.Owner;
import java.util.Optional;

/**
 * What a look-up of a Pod's owner brought.
 *
 * @param owner what is known of the owner
 * @param root the root of the owner chain, where it was found
 */
public record ResolvedOwner(Owner owner, Optional<Workload> root) {
    /** A chain that was followed to its end. */
    public static ResolvedOwner root(Workload root) {
        return new ResolvedOwner(new Owner.Root(root.ref()), Optional.of(root));
    }

    /** Anything less. */
    public static ResolvedOwner notFound(Owner owner) {
        return new ResolvedOwner(owner, Optional.empty());
    }
}
