package io.streammirror.cli.command.bundle;

import io.streammirror.cli.exit.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands about bundles themselves. */
@Command(
        name = "bundle",
        description = "Show bundles.",
        subcommands = {BundleShowCommand.class})
public final class BundleCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new UsageException(
                "bundle: no subcommand given\n" + spec.commandLine().getUsageMessage());
    }
}
