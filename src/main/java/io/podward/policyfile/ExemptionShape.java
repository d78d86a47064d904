package io.podward.policyfile;

import static io.podward.policyfile.PolicyFields.anyOf;
import static io.podward.policyfile.PolicyFields.fields;
import static io.podward.policyfile.PolicyFields.listOf;
import static io.podward.policyfile.PolicyFields.optional;
import static io.podward.policyfile.PolicyFields.required;
import static io.podward.policyfile.PolicyFields.words;
import static io.podward.policyfile.PolicyTexts.LABEL_KEY;
import static io.podward.policyfile.PolicyTexts.LABEL_VALUE;
import static io.podward.policyfile.PolicyTexts.LINE;
import static io.podward.policyfile.PolicyTexts.NAME;
import static io.podward.policyfile.PolicyTexts.NAMESPACES;
import static io.podward.policyfile.PolicyTexts.OWNER_KIND;
import static io.podward.policyfile.PolicyTexts.SERVICE_ACCOUNTS;
import static io.podward.policyfile.PolicyTexts.SUBJECTS;

import io.podward.manifest.LabelSelectors;
import io.podward.policy.Preset;
import io.podward.policy.Rule;
import io.podward.policyfile.Demand.Condition.Has;
import io.podward.policyfile.Demand.Condition.Not;
import io.podward.policyfile.Demand.Condition.Says;
import io.podward.policyfile.PolicyValue.Day;
import io.podward.policyfile.PolicyValue.Either;
import io.podward.policyfile.PolicyValue.Fields;
import io.podward.policyfile.PolicyValue.Labels;
import io.podward.policyfile.PolicyValue.Word;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an exemption in a policy file may say. */
final class ExemptionShape {
    private ExemptionShape() {}

    static Fields exemption() {
        return new Fields(
                "field",
                List.of(
                        required("name", "What records call it", NAME),
                        optional("reason", "Why it is there; needed unless a preset has one", LINE),
                        optional(
                                "preset",
                                "A program that breaks rules for a good reason: it fills in rules, and serviceAccounts unless"
                                        + " users, groups or serviceAccounts are given. " + presets(),
                                words(Preset.values(), Preset::id)),
                        optional(
                                "rules",
                                "The rules that may be broken; without it, all",
                                listOf(words(Rule.values(), Rule::id))),
                        optional("users", "User names; * stands for any characters", listOf(SUBJECTS)),
                        optional("groups", "Groups of the user; * stands for any characters", listOf(SUBJECTS)),
                        optional(
                                "serviceAccounts",
                                "Service accounts, as NAMESPACE/NAME; * stands for any characters",
                                listOf(SERVICE_ACCOUNTS)),
                        optional(
                                "namespaces",
                                "Names of namespaces (* stands for any characters), or a labelSelector",
                                new Either(
                                        listOf(NAMESPACES),
                                        fields(required(
                                                "labelSelector", "What their labels must match", labelSelector())),
                                        "a list of names, or a labelSelector")),
                        optional("ownerKinds", "Kinds of the owner, as Kind or Kind.group", listOf(OWNER_KIND)),
                        optional("expires", "The last day on which it applies (UTC)", new Day())),
                List.of(reason(), whoOrWhere(), where()));
    }

    private static String presets() {
        return Arrays.stream(Preset.values())
                .map(preset -> preset.id() + ": " + preset.reason())
                .collect(Collectors.joining("; "));
    }

    private static Demand reason() {
        return new Demand(List.of(new Has("reason"), new Has("preset")), Optional.of("reason"), "required");
    }

    private static Demand whoOrWhere() {
        return anyOf(
                "says neither who nor where: give users, groups, serviceAccounts, namespaces or preset",
                "users",
                "groups",
                "serviceAccounts",
                "namespaces",
                "preset");
    }

    /** A preset that has no service accounts can only be for some namespaces. */
    private static Demand where() {
        var open = Arrays.stream(Preset.values())
                .filter(preset -> preset.serviceAccounts().isEmpty())
                .map(Preset::id)
                .toList();
        return new Demand(
                List.of(new Has("namespaces"), new Not(new Says("preset", open))),
                Optional.of("namespaces"),
                "required with the preset " + String.join(", ", open) + ", which says nothing of who");
    }

    private static Fields labelSelector() {
        return new Fields(
                "field",
                List.of(
                        optional("matchLabels", "Labels with their values", new Labels(LABEL_KEY, LABEL_VALUE)),
                        optional("matchExpressions", "What else must hold", listOf(expression()))),
                List.of(anyOf(
                        "demands nothing: give matchLabels or matchExpressions", "matchLabels", "matchExpressions")));
    }

    private static Fields expression() {
        var comparing = List.of("In", "NotIn");
        return new Fields(
                "field",
                List.of(
                        required("key", "The label", LABEL_KEY),
                        required("operator", "How it is compared", new Word(LabelSelectors.operators())),
                        optional("values", "With what, for In and NotIn", listOf(LABEL_VALUE))),
                List.of(
                        new Demand(
                                List.of(new Has("values"), new Not(new Says("operator", comparing))),
                                Optional.of("values"),
                                "required by the operators In and NotIn"),
                        new Demand(
                                List.of(new Not(new Has("values")), new Not(new Says("operator", others(comparing)))),
                                Optional.of("values"),
                                "of no use to the operators Exists and DoesNotExist")));
    }

    private static List<String> others(List<String> operators) {
        return LabelSelectors.operators().stream()
                .filter(operator -> !operators.contains(operator))
                .toList();
    }
}
