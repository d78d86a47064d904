package io.podward.remedy;

import com.fasterxml.jackson.databind.JsonNode;
import io.podward.manifest.CarriedChange;
import io.podward.manifest.StrategicMergePatch;
import io.podward.manifest.Workload;
import io.podward.policy.ObjectRef;
import io.podward.policy.Printable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The command that changes a Pod template. Where one {@code kubectl set} says all of it, that is the one to show: people can
 * read it. Otherwise it is one patch, since two commands would roll the Pods out twice.
 */
final class TemplateCommand {
    /** Names that {@code kubectl set env} takes for a variable, and a shell for one of its own. */
    private static final Pattern PLAIN_ENV_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Names of containers and service accounts: as valid ones are, and so neither flags nor patterns nor assignments. */
    private static final Pattern PLAIN_NAME = Pattern.compile("[a-z0-9]([-.a-z0-9]*[a-z0-9])?");

    /** Names and quantities that kubectl reads as one; anything else has a meaning in its list of them. */
    private static final Pattern PLAIN_RESOURCE = Pattern.compile("[A-Za-z0-9./_+-]+");

    private final Kubectl kubectl;
    private final ObjectRef workload;
    private final JsonNode template;
    private final JsonNode wanted;

    private TemplateCommand(Kubectl kubectl, ObjectRef workload, JsonNode template, JsonNode wanted) {
        this.kubectl = kubectl;
        this.workload = workload;
        this.template = template;
        this.wanted = wanted;
    }

    /**
     * The command.
     *
     * @param kubectl for the workload's namespace
     * @param workload the workload as it is
     * @param wanted the spec that its Pod template should have
     */
    static Command of(Kubectl kubectl, Workload workload, JsonNode wanted) {
        var choice = new TemplateCommand(kubectl, workload.ref(), workload.templateSpec(), wanted);
        return choice.setImage()
                .or(choice::setEnv)
                .or(choice::setResources)
                .or(choice::setServiceAccount)
                .orElseGet(() -> kubectl.patch(
                        workload.ref(),
                        workload.templatePatch(StrategicMergePatch.between(workload.templateSpec(), wanted))));
    }

    /** The command that makes the change of a ReplicaSet or Job at its owner. */
    static Command of(Kubectl kubectl, Workload owner, CarriedChange change) {
        return change.isAboutSpecAlone()
                ? of(kubectl, owner, change.templateSpec())
                : kubectl.patch(owner.ref(), change.patch());
    }

    private Optional<Command> setImage() {
        var images = new LinkedHashMap<String, String>();
        for (var change : ContainerChange.allBetween(template, wanted).orElse(List.of())) {
            var image = change.after().path("image").asText("");
            if (!change.fields().equals(Set.of("image"))
                    || !PLAIN_NAME.matcher(change.name()).matches()
                    || image.isEmpty()
                    || !Printable.isPrintable(image)) {
                return Optional.empty();
            }
            images.put(change.name(), image);
        }
        return images.isEmpty() ? Optional.empty() : Optional.of(kubectl.setImage(workload, images));
    }

    private Optional<Command> setEnv() {
        return onlyChangedContainer("env").flatMap(change -> {
            var old = ContainerChange.variables(change.before());
            var values = new LinkedHashMap<String, String>();
            for (var variable : ContainerChange.variables(change.after()).entrySet()) {
                if (variable.getValue().equals(old.remove(variable.getKey()))) {
                    continue;
                }
                if (!isPlain(variable.getValue())) {
                    return Optional.empty();
                }
                values.put(variable.getKey(), variable.getValue().path("value").asText());
            }
            return old.keySet().stream().allMatch(TemplateCommand::isPlainName) && comesLast(change, values.keySet())
                    ? Optional.of(kubectl.setEnv(workload, change.name(), values, List.copyOf(old.keySet())))
                    : Optional.empty();
        });
    }

    /** kubectl puts new variables behind all others; elsewhere they may be needed by those that follow. */
    private static boolean comesLast(ContainerChange change, Set<String> set) {
        var after = ContainerChange.variables(change.after()).keySet();
        var kept = ContainerChange.variables(change.before()).keySet().stream()
                .filter(after::contains)
                .toList();
        var order = List.copyOf(after);
        return order.subList(0, kept.size()).equals(kept) && set.containsAll(order.subList(kept.size(), order.size()));
    }

    private Optional<Command> setResources() {
        return onlyChangedContainer("resources").flatMap(change -> {
            var before = change.before().path("resources");
            var after = change.after().path("resources");
            var requests = added(before.path("requests"), after.path("requests"));
            var limits = added(before.path("limits"), after.path("limits"));
            var others = StrategicMergePatch.fields(before, after);
            others.removeAll(Set.of("requests", "limits"));
            return others.isEmpty() && requests.isPresent() && limits.isPresent()
                    ? Optional.of(kubectl.setResources(workload, change.name(), requests.get(), limits.get()))
                    : Optional.empty();
        });
    }

    private Optional<Command> setServiceAccount() {
        var name = wanted.path("serviceAccountName").asText();
        return StrategicMergePatch.fields(template, wanted).equals(Set.of("serviceAccountName"))
                        && PLAIN_NAME.matcher(name).matches()
                ? Optional.of(kubectl.setServiceAccount(workload, name))
                : Optional.empty();
    }

    /** The one container that changes, if nothing else does, and of it only that field. */
    private Optional<ContainerChange> onlyChangedContainer(String field) {
        return ContainerChange.allBetween(template, wanted)
                .filter(changes -> changes.size() == 1)
                .map(List::getFirst)
                .filter(change -> change.fields().equals(Set.of(field))
                        && PLAIN_NAME.matcher(change.name()).matches());
    }

    private static boolean isPlain(JsonNode variable) {
        return !variable.has("valueFrom")
                && isPlainName(variable.path("name").asText())
                && Printable.isPrintable(variable.path("value").asText());
    }

    private static boolean isPlainName(String name) {
        return PLAIN_ENV_NAME.matcher(name).matches();
    }

    /** What is new or has another value; empty if something was taken away, which {@code kubectl set} cannot say. */
    private static Optional<Map<String, String>> added(JsonNode before, JsonNode after) {
        var added = new TreeMap<String, String>();
        for (var field : StrategicMergePatch.fields(before, after)) {
            var value = after.path(field).asText("");
            if (!PLAIN_RESOURCE.matcher(field).matches()
                    || !PLAIN_RESOURCE.matcher(value).matches()) {
                return Optional.empty();
            }
            added.put(field, value);
        }
        return Optional.of(added);
    }
}
