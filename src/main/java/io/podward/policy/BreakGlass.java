package io.podward.policy;

import java.util.Optional;

/**
 * Whom to impersonate in an emergency: such requests are allowed, with a warning, and recorded. RBAC says who may impersonate, and
 * the API server's audit log holds the real user beside this one.
 *
 * @param user the user name
 * @param group the group
 */
public record BreakGlass(Optional<String> user, Optional<String> group) {
    /** Whether the requester is the one. */
    boolean isUsedBy(Requester requester) {
        return user.filter(requester.username()::equals).isPresent()
                || group.filter(requester.groups()::contains).isPresent();
    }
}
