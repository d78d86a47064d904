package io.podward.policy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a change of the labels of a namespace means for people in it.
 *
 * @param misunderstood the labels that are new and mean nothing, as {@code key=value}, sorted
 * @param ineffective the labels that are new and that the policy does not heed
 * @param stricter the rules about whose violation more is done than before, with what is done. Rules whose violation is only
 *     recorded are not among them: nobody notices that
 */
public record NamespaceChange(List<String> misunderstood, List<Ineffective> ineffective, Map<Rule, Action> stricter) {
    public NamespaceChange {
        misunderstood = List.copyOf(misunderstood);
        ineffective = List.copyOf(ineffective);
        stricter = Map.copyOf(stricter);
    }

    /**
     * A label that changes nothing.
     *
     * @param label as {@code key=value}
     * @param inForce the value that holds instead
     */
    public record Ineffective(String label, String inForce) {}

    /**
     * Compares what a policy makes of labels.
     *
     * @param before the labels as they are; none for a new namespace
     * @param after the labels as they are to be
     */
    public static NamespaceChange of(Policy policy, Map<String, String> before, Map<String, String> after) {
        var old = NamespaceOverrides.of(before);
        var now = NamespaceOverrides.of(after);
        var misunderstood = new ArrayList<>(now.misunderstood());
        misunderstood.removeAll(old.misunderstood());
        return new NamespaceChange(misunderstood, ineffective(policy, old, now), stricter(policy, old, now));
    }

    private static List<Ineffective> ineffective(Policy policy, NamespaceOverrides old, NamespaceOverrides now) {
        var ineffective = new ArrayList<Ineffective>();
        now.mode()
                .filter(mode -> !now.mode().equals(old.mode()) && policy.mode(now) != mode)
                .ifPresent(mode -> ineffective.add(new Ineffective(
                        NamespaceOverrides.MODE + "=" + mode.label(),
                        policy.mode(now).label())));
        for (var rule : Rule.values()) {
            label(now, rule)
                    .filter(action -> !label(now, rule).equals(label(old, rule)) && policy.action(rule, now) != action)
                    .ifPresent(action -> ineffective.add(new Ineffective(
                            NamespaceOverrides.PREFIX + rule.id() + "=" + action.label(),
                            policy.action(rule, now).label())));
        }
        return ineffective;
    }

    private static Map<Rule, Action> stricter(Policy policy, NamespaceOverrides old, NamespaceOverrides now) {
        var stricter = new EnumMap<Rule, Action>(Rule.class);
        for (var rule : Rule.values()) {
            var done = done(policy, now, rule);
            if (done.compareTo(Action.AUDIT) > 0 && done.compareTo(done(policy, old, rule)) > 0) {
                stricter.put(rule, done);
            }
        }
        return stricter;
    }

    private static Action done(Policy policy, NamespaceOverrides overrides, Rule rule) {
        var action = policy.action(rule, overrides);
        var onlyRecorded = policy.mode(overrides) == Mode.AUDIT && action.compareTo(Action.AUDIT) > 0;
        return onlyRecorded ? Action.AUDIT : action;
    }

    private static Optional<Action> label(NamespaceOverrides overrides, Rule rule) {
        return Optional.ofNullable(overrides.actions().get(rule));
    }
}
