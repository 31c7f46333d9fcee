package io.streammirror.cli.command.key;

import io.streammirror.cli.exit.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands for the mirror's signing key. */
@Command(
        name = "key",
        description = "Create, show and rotate the key that signs the publications.",
        subcommands = {KeyCreateCommand.class, KeyShowCommand.class, KeyRotateCommand.class})
public final class KeyCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new UsageException(
                "key: no subcommand given\n" + spec.commandLine().getUsageMessage());
    }
}
