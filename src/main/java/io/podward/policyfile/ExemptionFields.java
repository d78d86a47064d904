package io.podward.policyfile;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.manifest.LabelSelectors;
import io.podward.policy.Exemption;
import io.podward.policy.Glob;
import io.podward.policy.Preset;
import io.podward.policy.Rule;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An exemption in a policy file, with which nothing is wrong.
 *
 * @param fields the object there
 */
record ExemptionFields(JsonNode fields) {
    /** The exemption; what it leaves open, its preset says. */
    Exemption exemption() {
        return new Exemption(
                fields.path("name").asText(),
                rules(),
                globs("users"),
                globs("groups"),
                serviceAccounts(),
                globs("namespaces"),
                LabelSelectors.read(fields.path("namespaces").path("labelSelector")),
                texts("ownerKinds").collect(toUnmodifiableSet()),
                Optional.of(fields.path("expires"))
                        .filter(JsonNode::isTextual)
                        .map(day -> LocalDate.parse(day.asText())));
    }

    private Set<Rule> rules() {
        return fields.has("rules")
                ? texts("rules").flatMap(id -> Rule.of(id).stream()).collect(toUnmodifiableSet())
                : preset().map(Preset::rules).orElse(Set.of());
    }

    /** Both would have to hold: whoever says who is meant does not mean the preset's accounts. */
    private List<Glob> serviceAccounts() {
        var saysWho = Stream.of("users", "groups", "serviceAccounts").anyMatch(fields::has);
        return saysWho
                ? globs("serviceAccounts")
                : preset().map(Preset::serviceAccounts).orElse(List.of());
    }

    private Optional<Preset> preset() {
        return Preset.of(fields.path("preset").asText());
    }

    private List<Glob> globs(String field) {
        return texts(field).map(Glob::new).toList();
    }

    private Stream<String> texts(String field) {
        var list = fields.path(field);
        return list.isArray() ? list.valueStream().map(JsonNode::asText) : Stream.empty();
    }
}
