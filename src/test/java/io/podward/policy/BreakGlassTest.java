package io.podward.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class BreakGlassTest {
    private static final BreakGlass USER = new BreakGlass(Optional.of("podward:break-glass"), Optional.empty());
    private static final BreakGlass GROUP = new BreakGlass(Optional.empty(), Optional.of("podward:on-call"));
    private static final BreakGlass BOTH =
            new BreakGlass(Optional.of("podward:break-glass"), Optional.of("podward:on-call"));

    @ParameterizedTest
    @MethodSource
    void isUsedByWhoeverBearsTheName(BreakGlass way, Requester requester, boolean used) {
        assertThat(way.isUsedBy(requester)).isEqualTo(used);
    }

    static Stream<Arguments> isUsedByWhoeverBearsTheName() {
        var theUser = requester("podward:break-glass", "system:authenticated");
        var inTheGroup = requester("alice", "podward:on-call");
        return Stream.of(
                argumentSet("the user", USER, theUser, true),
                argumentSet("a user of a longer name", USER, requester("podward:break-glass-2"), false),
                argumentSet(
                        "somebody in a group of the user's name", USER, requester("a", "podward:break-glass"), false),
                argumentSet("an administrator", USER, requester("admin", "system:masters"), false),
                argumentSet("somebody in the group", GROUP, inTheGroup, true),
                argumentSet("a user of the group's name", GROUP, requester("podward:on-call"), false),
                argumentSet("the user, where there is a group too", BOTH, theUser, true),
                argumentSet("somebody in the group, where there is a user too", BOTH, inTheGroup, true),
                argumentSet("somebody else", BOTH, requester("alice", "system:authenticated"), false));
    }

    private static Requester requester(String username, String... groups) {
        return new Requester(username, List.of(groups), false);
    }
}
