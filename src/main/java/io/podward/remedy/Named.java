package io.podward.remedy;

import io.podward.policy.ObjectRef;
import io.podward.policy.OwnerReference;
import io.podward.policy.Printable;
import java.util.List;

/** Things by name, as sentences hold them. */
final class Named {
    /** A longer list is cut: a sentence is read, a list is not. */
    private static final int MOST = 3;

    private Named() {}

    static String of(ObjectRef object) {
        return of(object.kind(), object.name());
    }

    static String of(OwnerReference owner) {
        return of(owner.kind(), owner.name());
    }

    static String of(String kind, String name) {
        return Printable.of(kind + " " + name);
    }

    /** The first few names after what they are: {@code label app}, {@code labels app, tier}. */
    static String all(String what, List<String> names) {
        var shown =
                String.join(", ", names.stream().limit(MOST).map(Printable::of).toList());
        return what + (names.size() == 1 ? " " : "s ") + shown + (names.size() > MOST ? ", …" : "");
    }
}
