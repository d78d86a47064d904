package io.podward.policyfile;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.manifest.FieldPath;
import io.podward.manifest.FieldProblem;
import io.podward.manifest.Yaml;
import io.podward.policy.Action;
import io.podward.policy.BreakGlass;
import io.podward.policy.Mode;
import io.podward.policy.NamespaceLabelUse;
import io.podward.policy.Policy;
import io.podward.policy.Rule;
import io.podward.policyfile.PolicyValue.Word;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads the tree of a policy file. */
final class PolicyReader {
    private PolicyReader() {}

    /** All that is wrong with a tree, in its own order. */
    static List<FieldProblem> problems(JsonNode tree) {
        return Stream.concat(PolicyFields.policy().problems(FieldPath.ROOT, tree), namesakes(tree.path("exemptions")))
                .toList();
    }

    /** The policy of a tree with which nothing is wrong. */
    static Policy policy(JsonNode tree) {
        var defaults = PolicyManifest.byDefault();
        return new Policy(
                Mode.of(tree.path("mode").asText()).orElse(defaults.mode()),
                actions(tree.path("rules"), defaults.people()),
                actions(tree.path("programs"), defaults.programs()),
                NamespaceLabelUse.of(tree.path("namespaces").path("labels").asText())
                        .orElse(defaults.namespaceLabels()),
                tree.path("leases").path("maxSeconds").asLong(defaults.leaseSeconds()),
                tree.path("help").asText(defaults.help()),
                tree.path("exemptions")
                        .valueStream()
                        .map(exemption -> new ExemptionFields(exemption).exemption())
                        .toList(),
                Optional.of(tree.path("breakGlass")).filter(JsonNode::isObject).map(PolicyReader::breakGlass));
    }

    private static Map<Rule, Action> actions(JsonNode named, Map<Rule, Action> defaults) {
        var actions = new EnumMap<>(defaults);
        for (var rule : Rule.values()) {
            Action.of(Word.of(named.path(rule.id()))).ifPresent(action -> actions.put(rule, action));
        }
        return actions;
    }

    private static BreakGlass breakGlass(JsonNode fields) {
        return new BreakGlass(text(fields, "user"), text(fields, "group"));
    }

    private static Optional<String> text(JsonNode fields, String name) {
        return Optional.of(fields.path(name)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }

    /** Records name an exemption by its name alone. */
    private static Stream<FieldProblem> namesakes(JsonNode exemptions) {
        var first = new HashMap<String, Integer>();
        return IntStream.range(0, exemptions.size())
                .filter(i -> exemptions.path(i).path("name").isTextual())
                .boxed()
                .flatMap(i -> {
                    var name = exemptions.path(i).path("name").asText();
                    var namesake = Optional.ofNullable(first.putIfAbsent(name, i));
                    return namesake.stream().map(taken -> taken(name, i, taken));
                });
    }

    private static FieldProblem taken(String name, int here, int there) {
        var list = FieldPath.of("exemptions");
        return new FieldProblem(
                list.index(here).field("name"),
                Yaml.word(name) + " is the name of " + list.index(there) + " too: each needs its own");
    }
}
