package io.podward.policy;

import static io.podward.policy.Ask.ROOT;
import static io.podward.policy.Ask.SET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class RequestTest {
    private static final Adoption BY_WEB = new Adoption.By(SET, Ask.WEB);
    private static final Owner GONE = new Owner.Gone(SET, true);
    private static final Map<String, String> LABELS = Map.of("team", "a");

    @ParameterizedTest
    @MethodSource
    void whatNobodyHasAskedForIsUnknown(Ask ask, Ask settled) {
        assertThat(ask.request().settled()).isEqualTo(settled.request());
    }

    static Stream<Arguments> whatNobodyHasAskedForIsUnknown() {
        return Stream.of(
                argumentSet("nothing is known", nothing(), unknown()),
                argumentSet(
                        "an owner that is claimed",
                        nothing().ofOwner(SET),
                        unknown().ofOwner(new Owner.Unresolved(SET))),
                argumentSet(
                        "one that was found", nothing().ofOwner(ROOT), unknown().ofOwner(ROOT)),
                argumentSet(
                        "one that is gone", nothing().ofOwner(GONE), unknown().ofOwner(GONE)),
                argumentSet(
                        "a reference that is claimed",
                        nothing().writing(SET),
                        unknown().writing(new Owner.Unresolved(SET))),
                argumentSet(
                        "one that was checked",
                        nothing().writing(ROOT),
                        unknown().writing(ROOT)),
                argumentSet("who adopts", nothing().labelled(BY_WEB), unknown().labelled(BY_WEB)),
                argumentSet(
                        "that nobody does",
                        nothing().labelled(new Adoption.Nobody()),
                        unknown().labelled(new Adoption.Nobody())),
                argumentSet(
                        "that the Pod stays",
                        nothing().relabelling(Membership.STAYS),
                        unknown().relabelling(Membership.STAYS)),
                argumentSet(
                        "the labels of the namespace",
                        nothing().inNamespaceWith(LABELS),
                        unknown().inNamespaceWith(LABELS)));
    }

    private static Ask nothing() {
        return Ask.to(Operation.UPDATE, Target.POD);
    }

    private static Ask unknown() {
        return nothing().settled();
    }
}
