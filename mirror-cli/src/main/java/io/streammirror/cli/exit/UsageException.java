package io.streammirror.cli.exit;

/** The command cannot run with these options, this configuration or this data directory; nothing was changed. */
public class UsageException extends CommandException {
    public UsageException(String message) {
        super(ExitCode.USAGE, message);
    }
}
