package io.podward.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Policies of which a test cares for little. */
public final class Policies {
    private Policies() {}

    /** A policy for people: a rule without an action is off. Programs are only recorded, and nobody is exempt. */
    public static Policy of(Mode mode, Map<Rule, Action> people) {
        return new Policy(mode, people, Map.of(), NamespaceLabelUse.TIGHTEN, 3600, "", List.of(), Optional.empty());
    }
}
