package io.podward.e2e;

/**
 * How a command went.
 *
 * @param command what was typed
 * @param exitCode zero if it did what it should
 * @param stdout what it printed
 * @param stderr what it had to say about it
 */
record Outcome(String command, int exitCode, String stdout, String stderr) {
    /** As a terminal shows it: warnings come before the result. */
    String transcript() {
        return "$ " + command.strip() + "\n" + stderr + stdout
                + (exitCode == 0 ? "" : "[exit code " + exitCode + "]\n");
    }

    /** The command that the output suggests. */
    String suggestion() {
        return Suggestion.in(stderr);
    }
}
