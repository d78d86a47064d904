package io.podward.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The change of a ReplicaSet or a Job, carried over to the Deployment or CronJob that owns it: the Pod template, and the fields
 * beside it that both have.
 */
public final class CarriedChange {
    private final Workload root;
    private final TemplateRebase rebase;
    private final List<String> fixed;
    private final MetadataChange labels;
    private final MetadataChange annotations;
    private final ObjectNode fields;

    /**
     * The change.
     *
     * @param before the ReplicaSet or Job as it is
     * @param after what was to become of it
     * @param root the owner
     * @param names the fields beside the template that change
     */
    public CarriedChange(Workload before, Workload after, Workload root, List<String> names) {
        this.root = root;
        this.rebase = TemplateRebase.of(PodUpdate.ofTemplate(before, after), root.templateSpec());
        var relabelled = metadata("labels", before, after);
        this.fixed = relabelled.inSelectorOf(root);
        this.labels = relabelled.without(fixed);
        this.annotations = metadata("annotations", before, after);
        this.fields =
                StrategicMergePatch.between(only(names, root.templateHolder()), only(names, after.templateHolder()));
    }

    private MetadataChange metadata(String field, Workload before, Workload after) {
        return MetadataChange.between(
                        before.template().path("metadata").path(field),
                        after.template().path("metadata").path(field))
                .ofPodTemplates()
                .notYetIn(root.template().path("metadata").path(field));
    }

    private static ObjectNode only(List<String> names, JsonNode spec) {
        var kept = JsonNodeFactory.instance.objectNode();
        names.stream().filter(spec::has).forEach(name -> kept.set(name, spec.get(name)));
        return kept;
    }

    /** Whether only a person can tell what the change means for the owner. */
    public boolean isEntangled() {
        return !rebase.entangled().isEmpty()
                || !rebase.foreign().isEmpty()
                || !rebase.elsewhere().isEmpty();
    }

    /** Labels that cannot be changed, since the owner finds its Pods by them. */
    public List<String> fixed() {
        return fixed;
    }

    /** Whether the owner says all of it already. */
    public boolean isEmpty() {
        return specPatch().isEmpty() && isAboutSpecAlone();
    }

    /** Whether nothing changes but the spec of the Pod template. */
    public boolean isAboutSpecAlone() {
        return fields.isEmpty() && labels.isEmpty() && annotations.isEmpty();
    }

    private ObjectNode specPatch() {
        return StrategicMergePatch.between(root.templateSpec(), rebase.spec());
    }

    /** The spec that the owner's Pod template should have. */
    public JsonNode templateSpec() {
        return rebase.spec();
    }

    /** The change as one patch of the owner. */
    public ObjectNode patch() {
        var template = JsonNodeFactory.instance.objectNode();
        if (!labels.isEmpty()) {
            template.withObject("/metadata").set("labels", labels.patch());
        }
        if (!annotations.isEmpty()) {
            template.withObject("/metadata").set("annotations", annotations.patch());
        }
        var spec = specPatch();
        if (!spec.isEmpty()) {
            template.set("spec", spec);
        }
        ObjectNode patch = fields.deepCopy();
        if (!template.isEmpty()) {
            patch.set("template", template);
        }
        return root.holderPatch(patch);
    }
}
