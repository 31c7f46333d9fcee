package io.streammirror.cli.stack;

import io.streammirror.cli.exit.CommandException;
import io.streammirror.cli.exit.ExitCode;
import org.jspecify.annotations.Nullable;

/** A part of the local stack does not come up or does not go on. */
public class StackException extends CommandException {
    public StackException(String message) {
        this(message, null);
    }

    public StackException(String message, @Nullable Throwable cause) {
        super(ExitCode.FAILED, message, cause);
    }
}
