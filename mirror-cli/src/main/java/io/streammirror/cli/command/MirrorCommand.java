package io.streammirror.cli.command;

import io.streammirror.cli.command.bundle.BundleCommand;
import io.streammirror.cli.command.bundle.ExportCommand;
import io.streammirror.cli.command.bundle.ImportCommand;
import io.streammirror.cli.command.bundle.RequestCommand;
import io.streammirror.cli.command.check.LintCommand;
import io.streammirror.cli.command.check.PlanCommand;
import io.streammirror.cli.command.key.KeyCommand;
import io.streammirror.cli.command.order.AcceptCommand;
import io.streammirror.cli.command.order.AddImageCommand;
import io.streammirror.cli.command.order.HoldCommand;
import io.streammirror.cli.command.order.NotifyCommand;
import io.streammirror.cli.command.order.PinCommand;
import io.streammirror.cli.command.order.PollCommand;
import io.streammirror.cli.command.order.PromoteCommand;
import io.streammirror.cli.command.order.ReleaseCommand;
import io.streammirror.cli.command.order.RemoveImageCommand;
import io.streammirror.cli.command.order.ResetTimeCommand;
import io.streammirror.cli.command.order.RollbackCommand;
import io.streammirror.cli.command.order.SweepCommand;
import io.streammirror.cli.command.order.UnpinCommand;
import io.streammirror.cli.command.order.VerifyCommand;
import io.streammirror.cli.command.query.DiffCommand;
import io.streammirror.cli.command.query.HistoryCommand;
import io.streammirror.cli.command.query.ReadersCommand;
import io.streammirror.cli.command.query.StatusCommand;
import io.streammirror.cli.command.run.DemoCommand;
import io.streammirror.cli.command.run.PrepareCommand;
import io.streammirror.cli.command.run.SampleUpstreamCommand;
import io.streammirror.cli.command.run.UpCommand;
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
