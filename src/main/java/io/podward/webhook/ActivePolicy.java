package io.podward.webhook;

import io.podward.policy.Policy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;

/** The policy that is in force. */
@Singleton
final class ActivePolicy {
    private final Policy policy;
    private final Clock clock;

    ActivePolicy(Settings settings, Clock clock) {
        this.policy = settings.policy();
        this.clock = clock;
    }

    /** The policy of this moment: without the exemptions that have expired. */
    Policy current() {
        return policy.on(LocalDate.now(clock));
    }
}
