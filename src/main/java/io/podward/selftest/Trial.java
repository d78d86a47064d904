package io.podward.selftest;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.policy.Phase;
import io.podward.policy.Rule;
import java.util.Optional;
import java.util.Set;

/**
 * A dry run by which Podward is asked what it says.
 *
 * @param about what it shows, for example a rule
 * @param asked what the API server is asked to do, as rules of webhooks spell it
 * @param rule the rule that it breaks; empty if it breaks none
 * @param phases in which Podward is to be asked
 * @param method POST to create, PATCH to merge
 * @param path the path of the API, without a query
 * @param body what to create, or to merge
 */
public record Trial(
        String about, String asked, Optional<Rule> rule, Set<Phase> phases, String method, String path, JsonNode body) {
    public Trial {
        phases = Set.copyOf(phases);
    }
}
