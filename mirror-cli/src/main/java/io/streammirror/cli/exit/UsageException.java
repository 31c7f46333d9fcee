package io.streammirror.cli.exit;

/** The command cannot start as it was asked to: options, configuration or the data directory; nothing was changed. */
public class UsageException extends CommandException {
    public UsageException(String message) {
        super(ExitCode.USAGE, message);
    }
}
