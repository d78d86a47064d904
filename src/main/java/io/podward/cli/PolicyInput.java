package io.podward.cli;

import io.podward.policyfile.PolicyFile;
import java.io.InputStream;
import java.util.List;

/** A policy that was named on the command line. */
final class PolicyInput {
    private PolicyInput() {}

    /** Reads the file, or standard input. */
    static PolicyFile read(String argument, InputStream in) {
        return switch (InputFile.read(argument, in, PolicyFile.LARGEST)) {
            case InputFile.Unreadable(var problem) -> new PolicyFile.Refused(List.of(problem));
            case InputFile.Text(var name, var content) -> PolicyFile.read(name, content);
        };
    }
}
