package io.podward.cli;

/** What the exit codes of the offline commands mean; scripts rely on them. */
enum ExitCode {
    OK(0),
    DENIED(1),
    BAD_INPUT(2);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
