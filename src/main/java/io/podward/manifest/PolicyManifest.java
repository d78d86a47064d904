package io.podward.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.policy.Action;
import io.podward.policy.Mode;
import io.podward.policy.NamespaceLabelUse;
import io.podward.policy.Policy;
import io.podward.policy.Rule;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A policy as a manifest: {@code apiVersion: podward.io/v1}, {@code kind: Policy}. */
public sealed interface PolicyManifest {
    /**
     * A policy.
     *
     * @param mode the mode, if the file says one
     * @param actions the action of each rule that the file names
     */
    record Loaded(Optional<Mode> mode, Map<Rule, Action> actions) implements PolicyManifest {
        public Loaded {
            actions = Map.copyOf(actions);
        }

        /** The policy in this mode; rules that the file does not name deny. */
        public Policy in(Mode decided) {
            var all = new EnumMap<Rule, Action>(Rule.class);
            for (var rule : Rule.values()) {
                all.put(rule, actions.getOrDefault(rule, rule.byDefault()));
            }
            return new Policy(decided, all, Map.of(), NamespaceLabelUse.TIGHTEN, 3600, "", List.of(), Optional.empty());
        }
    }

    /**
     * What is no policy.
     *
     * @param problems what is wrong; at least one
     */
    record Invalid(List<FieldProblem> problems) implements PolicyManifest {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }

    /** The policy of somebody who gave none: every rule denies. */
    static Loaded byDefault() {
        return new Loaded(Optional.empty(), Map.of());
    }

    /** Reads a manifest. A value or a field that means nothing is a problem: a typo must not change what is guarded. */
    static PolicyManifest of(JsonNode tree) {
        return new PolicyReader().read(tree);
    }
}
