package io.podward.cli;

import picocli.CommandLine.Command;

/** {@code podward policy}: its own commands do the work. */
@Command(name = "policy", mixinStandardHelpOptions = true, description = "Looks at policy files.")
final class PolicyCommand {}
