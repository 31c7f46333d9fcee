package io.streammirror.cli.command;

import io.streammirror.cli.exit.UsageException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The root: names the commands that exist. */
@Command(
        name = "mirror",
        description = "Mirrors SimpleStreams trees, made for MAAS boot sources.",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            PlanCommand.class,
            StatusCommand.class,
            ReadersCommand.class,
            PollCommand.class,
            AcceptCommand.class,
            HistoryCommand.class,
            DiffCommand.class,
            RollbackCommand.class,
            PinCommand.class,
            UnpinCommand.class,
            HoldCommand.class,
            ReleaseCommand.class,
            ResetTimeCommand.class,
            AddImageCommand.class,
            RemoveImageCommand.class,
            PromoteCommand.class,
            RequestCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            BundleCommand.class,
            SweepCommand.class,
            VerifyCommand.class,
            LintCommand.class,
            NotifyCommand.class,
            KeyCommand.class,
            PrepareCommand.class,
            CompletionCommand.class,
            SampleUpstreamCommand.class
        },
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        versionProvider = MirrorVersion.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done and complete",
            "1:unexpected failure, or upstream or store unreachable",
            "2:wrong usage or configuration; nothing was started",
            "3:upstream refused, or its change held",
            "4:published, but wanted items or versions are missing"
        })
public final class MirrorCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** The command line with the project's exit codes and error messages. */
    public static CommandLine commandLine() {
        return NameConverters.register(new CommandLine(new MirrorCommand()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Failures::usage)
                .setExecutionExceptionHandler(Failures::execution);
    }

    @Override
    public void run() {
        throw new UsageException("no command given\n" + spec.commandLine().getUsageMessage());
    }
}
