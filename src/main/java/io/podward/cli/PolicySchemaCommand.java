package io.podward.cli;

import io.podward.policyfile.PolicySchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code podward policy schema}. */
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        description = "Prints the JSON Schema of policy files, for editors and pipelines.")
final class PolicySchemaCommand implements Callable<Integer> {
    private final Streams streams;

    PolicySchemaCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        streams.out().print(PolicySchema.json());
        streams.out().flush();
        return ExitCode.OK.code();
    }
}
