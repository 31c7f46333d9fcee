package io.streammirror.cli.client;

import io.streammirror.cli.exit.CommandException;
import io.streammirror.cli.exit.ExitCode;
import org.jspecify.annotations.Nullable;

/** A publisher does not answer, or not as its API defines; asking again later may help. */
public final class PublisherUnavailableException extends CommandException {
    PublisherUnavailableException(String message, @Nullable Throwable cause) {
        super(ExitCode.FAILED, message, cause);
    }
}
