package io.streammirror.cli.exit;

import org.jspecify.annotations.Nullable;

/** A command fails for a reason that its message explains to people; no stack trace is printed. */
public class CommandException extends RuntimeException {
    private final ExitCode exitCode;

    public CommandException(ExitCode exitCode, String message) {
        this(exitCode, message, null);
    }

    public CommandException(ExitCode exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
