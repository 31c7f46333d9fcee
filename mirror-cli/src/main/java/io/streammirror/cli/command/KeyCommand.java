package io.streammirror.cli.command;

import io.streammirror.cli.exit.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands about the mirror's own key. */
@Command(
        name = "key",
        description = "Make, show and change the key that signs what this mirror publishes.",
        subcommands = {KeyCreateCommand.class, KeyShowCommand.class, KeyRotateCommand.class})
final class KeyCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new UsageException("key: say what to do\n" + spec.commandLine().getUsageMessage());
    }
}
