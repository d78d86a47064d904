package io.podward.cli;

import io.podward.policy.Policy;
import io.podward.policy.Printable;
import io.podward.policyfile.PolicyFile;
import io.podward.policyfile.PolicyNotes;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code podward policy check}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Says whether the server would take a policy, and if not, why.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all are valid", "2:at least one is not"})
final class PolicyCheckCommand implements Callable<Integer> {
    private final Streams streams;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "A policy file; - for standard input.")
    private List<String> files = List.of();

    PolicyCheckCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        // No short cut: all files are to be looked at.
        var valid = files.stream().map(this::check).toList();
        streams.out().flush();
        return (valid.contains(false) ? ExitCode.BAD_INPUT : ExitCode.OK).code();
    }

    private boolean check(String file) {
        return switch (PolicyInput.read(file, streams.in())) {
            case PolicyFile.Valid(var policy) -> {
                praise(file, policy);
                yield true;
            }
            case PolicyFile.Refused(var problems) -> {
                problems.forEach(streams::message);
                yield false;
            }
        };
    }

    private void praise(String file, Policy policy) {
        streams.out().println(Printable.of(file + ": valid: " + PolicyNotes.summary(policy)));
        PolicyNotes.of(policy, LocalDate.now(ZoneOffset.UTC))
                .forEach(note -> streams.out().println(Printable.of(file + ": note: " + note)));
    }
}
