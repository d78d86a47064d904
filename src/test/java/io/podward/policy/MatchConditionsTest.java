package io.podward.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whom the API server leaves out before it asks, and whom {@link Requester} trusts, is one list. */
final class MatchConditionsTest {
    private static final Pattern USERNAME = Pattern.compile("'(system:[a-z:-]+)'");

    @Test
    void bothPhasesLeaveOutTheSame() {
        assertThat(RegisteredWebhooks.MUTATING.conditions())
                .containsExactly("not-nodes", "not-control-plane", "not-builtin-controllers", "not-terminating")
                .allSatisfy(name -> assertThat(RegisteredWebhooks.MUTATING.condition(name))
                        .isEqualTo(RegisteredWebhooks.VALIDATING.condition(name)));
    }

    /** The mutating phase is not asked about the status at all. */
    @Test
    void onlyTheValidatingPhaseSiftsTheStatus() {
        assertThat(RegisteredWebhooks.VALIDATING.conditions())
                .containsExactly(
                        "not-nodes",
                        "not-control-plane",
                        "not-builtin-controllers",
                        "not-terminating",
                        "status-only-if-labels-change");
    }

    @ParameterizedTest
    @EnumSource
    void allLeaveOutTheSameNamespaces(RegisteredWebhooks webhook) {
        assertThat(webhook.field("namespaceSelector"))
                .isNotEmpty()
                .isEqualTo(RegisteredWebhooks.VALIDATING.field("namespaceSelector"));
    }

    @ParameterizedTest
    @EnumSource(names = {"MUTATING", "VALIDATING"})
    void theUsernamesAreThoseThatAreTrusted(RegisteredWebhooks webhook) {
        var usernames = Stream.of("not-control-plane", "not-builtin-controllers")
                .map(webhook::condition)
                .flatMap(expression -> USERNAME.matcher(expression).results())
                .map(MatchResult::group)
                .map(quoted -> quoted.substring(1, quoted.length() - 1))
                .toList();

        assertThat(usernames).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(usernames)).isEqualTo(new TreeSet<>(Requester.builtIn()));
    }

    @ParameterizedTest
    @EnumSource(names = {"MUTATING", "VALIDATING"})
    void whoeverCarriesTheNameOfAPodIsLeftOutByNone(RegisteredWebhooks webhook) {
        assertThat(Stream.of("not-nodes", "not-control-plane", "not-builtin-controllers"))
                .allSatisfy(name -> assertThat(webhook.condition(name))
                        .startsWith("(has(request.userInfo.extra) && '" + Requester.POD_NAME
                                + "' in request.userInfo.extra)\n|| !"));
    }

    /** In webhooks it is always null, and a condition that fails lets everything past. */
    @ParameterizedTest
    @EnumSource
    void noneLooksAtTheNamespaceObject(RegisteredWebhooks webhook) {
        assertThat(webhook.conditions())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(webhook.condition(name)).doesNotContain("namespaceObject"));
    }
}
