package io.podward.selftest;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.policy.Exemption;
import io.podward.policy.Glob;
import io.podward.policy.Policy;
import io.podward.remedy.Shell;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * People who are exempt because a program is: Kubernetes' ClusterRoles {@code edit} and {@code admin} let them impersonate every
 * service account of a namespace, be it there or not.
 *
 * @param bindings the RoleBindings and ClusterRoleBindings
 */
record Impersonation(List<JsonNode> bindings) {
    private static final Set<String> ROLES = Set.of("edit", "admin");

    /** One finding for each exemption of that sort. */
    Stream<Finding> findings(Policy policy) {
        return policy.exemptions().stream().flatMap(exemption -> finding(exemption).stream());
    }

    private Optional<Finding> finding(Exemption exemption) {
        var open = bindings.stream()
                .filter(Impersonation::lets)
                .filter(binding -> exemption.serviceAccounts().stream().anyMatch(account -> isIn(account, binding)))
                .toList();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        var people = open.stream().flatMap(Impersonation::people).distinct().toList();
        var where = open.stream().map(Impersonation::shown).distinct().toList();
        var mend = open.stream().limit(5).map(Impersonation::mend).collect(Collectors.joining("\n"));
        return Optional.of(Finding.note(
                        "policy, exemption " + exemption.name(),
                        Texts.few(people) + " may impersonate its service accounts by " + Texts.few(where)
                                + ", and then are exempt too: keep such accounts where people have no edit or admin, or:")
                .withMend(mend));
    }

    private static boolean lets(JsonNode binding) {
        var role = binding.path("roleRef");
        return role.path("kind").asText().equals("ClusterRole")
                && ROLES.contains(role.path("name").asText())
                && people(binding).findAny().isPresent();
    }

    private static boolean isIn(Glob account, JsonNode binding) {
        var namespace = namespace(binding);
        return namespace.isEmpty() || new Glob(account.text().split("/", 2)[0]).matches(namespace);
    }

    /** Programs have their own accounts; they need not borrow one. */
    private static Stream<String> people(JsonNode binding) {
        return binding.path("subjects")
                .valueStream()
                .filter(subject ->
                        Set.of("User", "Group").contains(subject.path("kind").asText()))
                .filter(subject -> !subject.path("name").asText().startsWith("system:serviceaccount"))
                .map(subject -> (subject.path("kind").asText().equals("Group") ? "group " : "")
                        + subject.path("name").asText());
    }

    private static String namespace(JsonNode binding) {
        return binding.path("metadata").path("namespace").asText("");
    }

    private static String shown(JsonNode binding) {
        var name = binding.path("metadata").path("name").asText();
        return namespace(binding).isEmpty()
                ? "ClusterRoleBinding " + name
                : "RoleBinding " + namespace(binding) + "/" + name;
    }

    private static String mend(JsonNode binding) {
        var name = Shell.word(binding.path("metadata").path("name").asText());
        return namespace(binding).isEmpty()
                ? "kubectl delete clusterrolebinding " + name
                : "kubectl -n " + Shell.word(namespace(binding)) + " delete rolebinding " + name;
    }
}
