package io.podward.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the labels of a namespace may change about the rules in it. */
public enum NamespaceLabelUse {
    /** Everything. */
    ANY,
    /** They may make a rule stricter, and enforce what is only recorded elsewhere. */
    TIGHTEN,
    /** Nothing. */
    IGNORE;

    /** The use that is spelled like this. */
    public static Optional<NamespaceLabelUse> of(String label) {
        return Arrays.stream(values()).filter(use -> use.label().equals(label)).findFirst();
    }

    /** The use as policies spell it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    Action action(Action policy, Optional<Action> label) {
        return label.filter(action -> mayChange(policy, action)).orElse(policy);
    }

    Mode mode(Mode policy, Optional<Mode> label) {
        return label.filter(mode -> mayChange(policy, mode)).orElse(policy);
    }

    private <T extends Comparable<T>> boolean mayChange(T policy, T label) {
        return switch (this) {
            case ANY -> true;
            case TIGHTEN -> label.compareTo(policy) > 0;
            case IGNORE -> false;
        };
    }
}
