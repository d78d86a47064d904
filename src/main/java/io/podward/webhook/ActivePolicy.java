package io.podward.webhook;

import io.podward.policy.Policy;
import io.podward.policyfile.PolicyFile;
import io.podward.policyfile.PolicyManifest;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The policy that is in force: that of the file, or the last good one that it held. */
@Singleton
final class ActivePolicy {
    private static final int MOST_PROBLEMS = 10;

    private final Optional<Path> file;
    private final Clock clock;
    private final AtomicReference<State> state;

    ActivePolicy(Settings settings, Clock clock) {
        this.file = settings.policy();
        this.clock = clock;
        this.state = new AtomicReference<>(file.map(ActivePolicy::first)
                .orElseGet(() -> new State(PolicyManifest.byDefault(), Optional.empty(), List.of())));
    }

    /**
     * What is known.
     *
     * @param policy the policy in force, with all its exemptions
     * @param seen what the file held when it was last looked at; empty without a file
     * @param refused why that is not the policy in force; empty if it is
     */
    private record State(Policy policy, Optional<PolicyContent> seen, List<String> refused) {}

    /** What a look at the file brought. */
    enum Look {
        UNCHANGED,
        LOADED,
        REFUSED
    }

    /** The policy of this moment: without the exemptions that have expired. */
    Policy current() {
        return loaded().on(today());
    }

    /** The policy with all its exemptions. */
    Policy loaded() {
        return state.get().policy();
    }

    /** The day by which exemptions expire. */
    LocalDate today() {
        return LocalDate.now(clock.withZone(ZoneOffset.UTC));
    }

    /** Where the policy is from; empty for the built-in one. */
    Optional<Path> file() {
        return file;
    }

    /** Why the file's policy is not in force, one line each; empty if it is. */
    List<String> refused() {
        return state.get().refused();
    }

    /** Takes over what the file holds, if that has changed and is a policy. One thread alone may call this. */
    Look look() {
        var content = file.map(PolicyContent::of);
        if (content.isEmpty() || content.equals(state.get().seen())) {
            return Look.UNCHANGED;
        }
        return switch (content.get().read()) {
            case PolicyFile.Valid(var policy) -> {
                state.set(new State(policy, content, List.of()));
                yield Look.LOADED;
            }
            case PolicyFile.Refused(var problems) -> {
                state.set(new State(loaded(), content, first(problems)));
                yield Look.REFUSED;
            }
        };
    }

    /** Log and readiness are no place for thousands of lines; {@code podward policy check} has them all. */
    private static List<String> first(List<String> problems) {
        if (problems.size() <= MOST_PROBLEMS) {
            return problems;
        }
        var shown = new ArrayList<>(problems.subList(0, MOST_PROBLEMS));
        shown.add("and " + (problems.size() - MOST_PROBLEMS) + " more");
        return shown;
    }

    private static State first(Path file) {
        var content = PolicyContent.of(file);
        return switch (content.read()) {
            case PolicyFile.Valid(var policy) -> new State(policy, Optional.of(content), List.of());
            case PolicyFile.Refused(var problems) -> throw new CannotStart(String.join("; ", first(problems)));
        };
    }
}
