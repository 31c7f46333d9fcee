package io.streammirror.cli.command.order;

import io.streammirror.cli.exit.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands for webhooks. */
@Command(name = "notify", description = "Test the webhooks.", subcommands = NotifyTestCommand.class)
public final class NotifyCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new UsageException(
                "notify: no subcommand given\n" + spec.commandLine().getUsageMessage());
    }
}
