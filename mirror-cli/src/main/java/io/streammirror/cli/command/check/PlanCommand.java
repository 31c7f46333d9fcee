package io.streammirror.cli.command.check;

import io.streammirror.cli.command.option.Home;
import io.streammirror.cli.exit.CommandException;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.cli.exit.UsageException;
import io.streammirror.cli.plan.LocalInventory;
import io.streammirror.cli.plan.MirrorPlan;
import io.streammirror.cli.plan.PlanPrinter;
import io.streammirror.cli.plan.Planner;
import io.streammirror.config.MirrorSettings;
import io.streammirror.config.Settings;
import io.streammirror.config.SettingsReader;
import io.streammirror.http.EnvironmentProxies;
import io.streammirror.selection.Filter;
import io.streammirror.selection.FilterException;
import io.streammirror.selection.Selection;
import io.streammirror.text.SafeText;
import io.streammirror.upstream.http.HttpMetadataReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what would be fetched and published; reads upstream only. */
@Command(
        name = "plan",
        description = "Show what would be fetched and published. Reads upstream only and changes nothing.")
public final class PlanCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration (default: config/mirror.yaml of the project).")
    private @Nullable Path config;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Data directory, to find out what is stored already (default: ./${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(names = "--json", description = "Print the plan as one JSON object.")
    private boolean json;

    @Option(
            names = "--max",
            paramLabel = "N",
            description = "With filters: keep the N newest versions of each product.")
    private @Nullable Integer max;

    @Parameters(
            paramLabel = "FILTER",
            description =
                    "Filters in the language of sstream-mirror, such as arch=amd64, instead of the configured selections.")
    private List<String> filters = List.of();

    @Override
    public Integer call() {
        Path file = config == null ? Home.path().resolve("config/mirror.yaml") : config;
        Settings settings = SettingsReader.read(file, data, System.getenv());
        List<MirrorSettings> mirrors =
                settings.polled().stream().map(this::selected).toList();
        List<MirrorSettings> promoted = settings.mirrors().values().stream()
                .filter(MirrorSettings::isPromoted)
                .toList();
        var documents = new HttpMetadataReader(EnvironmentProxies.read(System.getenv()));
        var planner = new Planner(documents, LocalInventory.read(settings, data), Clock.systemUTC());
        var plans = new ArrayList<MirrorPlan>();
        var failures = new ArrayList<CommandException>();
        for (MirrorSettings mirror : mirrors) {
            try {
                plans.add(planner.plan(mirror));
            } catch (CommandException e) {
                failures.add(e);
            }
        }
        if (json || !plans.isEmpty()) {
            new PlanPrinter(System.out).print(plans, promoted, data, json);
        }
        return print(failures).code();
    }

    /** Failures are printed after the plans of the other mirrors. */
    private ExitCode print(List<CommandException> failures) {
        PrintWriter err = spec.commandLine().getErr();
        failures.forEach(failure -> err.println("mirror: " + SafeText.reason(failure)));
        err.flush();
        return ExitCode.worst(failures.stream().map(CommandException::exitCode).toList());
    }

    private MirrorSettings selected(MirrorSettings mirror) {
        if (filters.isEmpty() && max == null) {
            return mirror;
        }
        return mirror.withSelections(List.of(selection()));
    }

    private Selection selection() {
        var parsed = new ArrayList<Filter>();
        for (String filter : filters) {
            try {
                parsed.add(Filter.parse(filter));
            } catch (FilterException e) {
                throw new UsageException(String.valueOf(e.getMessage()));
            }
        }
        if (max != null && max < 1) {
            throw new UsageException("--max " + max + ": must be at least 1");
        }
        return new Selection(parsed, max == null ? OptionalInt.empty() : OptionalInt.of(max));
    }
}
