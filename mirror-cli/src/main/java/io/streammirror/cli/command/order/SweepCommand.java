package io.streammirror.cli.command.order;

import io.streammirror.api.SweepReport;
import io.streammirror.api.SweepRequest;
import io.streammirror.cli.command.option.AdminTarget;
import io.streammirror.cli.command.option.OperatorOptions;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.cli.exit.UsageException;
import io.streammirror.cli.progress.ByteFormat;
import io.streammirror.codec.Json;
import io.streammirror.text.SafeText;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Deletes objects that nothing refers to, without waiting for the daily sweep. */
@Command(
        name = "sweep",
        description = "Delete objects that no publication, catalog or order needs. Publishers do so once a day.",
        exitCodeList = {
            "0:deleted, or nothing to delete",
            "1:the publisher or its store cannot be reached, or another sweep is running",
            "2:usage",
            "3:too much would be deleted; --accept PLAN is needed"
        })
public final class SweepCommand implements Callable<Integer> {
    @Mixin
    private AdminTarget target = new AdminTarget();

    @Option(names = "--dry-run", description = "Print what would be deleted; change nothing.")
    private boolean dryRun;

    @Option(
            names = "--accept",
            paramLabel = "PLAN",
            description = "Delete exactly this plan, however large: its hash, or at least the first 12 digits.")
    private @Nullable String plan;

    @Option(names = "--json", description = "Print the report as one JSON object.")
    private boolean json;

    @Mixin
    private OperatorOptions operator = new OperatorOptions();

    @Override
    public Integer call() {
        SweepRequest request = request();
        SweepReport report = target.client().sweep(request);
        if (json) {
            System.out.print(SafeText.json(new String(Json.pretty(report), StandardCharsets.UTF_8)));
        } else {
            print(report);
        }
        return code(report.outcome()).code();
    }

    private SweepRequest request() {
        if (dryRun && plan != null) {
            throw new UsageException("--dry-run and --accept exclude each other");
        }
        try {
            return new SweepRequest(dryRun, plan, operator.who(), operator.why());
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static void print(SweepReport report) {
        System.out.println(SafeText.line(report.message()));
        if (report.plan() != null && report.objects() > 0) {
            System.out.println("  plan " + report.plan().abbreviated() + ": " + report.objects() + " objects, "
                    + ByteFormat.of(report.bytes()) + ", " + report.deleted() + " deleted");
            report.kinds().forEach((kind, count) -> System.out.println("  " + SafeText.line(kind) + ": " + count));
        }
    }

    private static ExitCode code(SweepReport.Outcome outcome) {
        return switch (outcome) {
            case GUARDED -> ExitCode.REFUSED;
            case BUSY -> ExitCode.FAILED;
            case NOTHING, PLANNED, SWEPT, UNKNOWN -> ExitCode.DONE;
        };
    }
}
