package io.streammirror.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.cli.exit.UsageException;
import io.streammirror.cli.progress.ByteFormat;
import io.streammirror.codec.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Deletes what nothing leads to any more, without waiting for the daily sweep. */
@Command(
        name = "sweep",
        description =
                "Delete what no publication, catalog or order needs any more; publishers do so daily by themselves.",
        exitCodeList = {
            "0:swept, or nothing to sweep",
            "1:the publisher or its store cannot be reached, or another sweep is under way",
            "2:usage",
            "3:it would delete so much that --accept is needed"
        })
final class SweepCommand implements Callable<Integer> {
    @Mixin
    private AdministeredMirror target = new AdministeredMirror();

    @Option(names = "--dry-run", description = "Tell what would go, and change nothing.")
    private boolean dryRun;

    @Option(
            names = "--accept",
            paramLabel = "PLAN",
            description = "Carry out just this plan, however much it deletes: its name, or the first 12 digits.")
    private @Nullable String plan;

    @Option(names = "--json", description = "Print the report as one JSON object.")
    private boolean json;

    @Option(names = "--why", paramLabel = "TEXT", description = "The reason, for those who read the log later.")
    private @Nullable String why;

    @Option(
            names = "--who",
            paramLabel = "NAME",
            description = "Who decides; by default the name of this login (${DEFAULT-VALUE}).",
            defaultValue = "${sys:user.name}")
    private String who = "";

    @Override
    public Integer call() {
        var details = new HashMap<String, String>();
        if (dryRun) {
            details.put("dry-run", "true");
        }
        if (plan != null) {
            if (dryRun) {
                throw new UsageException("--dry-run and --accept exclude each other");
            }
            details.put("accept", plan);
        }
        JsonNode report = target.client().sweep(details, who, why);
        if (json) {
            System.out.print(new String(Json.pretty(report), StandardCharsets.UTF_8));
        } else {
            print(report);
        }
        return code(report.path("outcome").asText()).code();
    }

    private static void print(JsonNode report) {
        System.out.println(report.path("told").asText());
        if (report.path("objects").asInt() > 0) {
            String name = report.path("plan").asText();
            System.out.println("  plan " + name.substring(0, Math.min(12, name.length())) + ": "
                    + report.path("objects").asInt() + " objects, "
                    + ByteFormat.of(report.path("bytes").asLong()) + ", "
                    + report.path("deleted").asInt() + " deleted");
            report.path("kinds").forEachEntry((kind, count) -> System.out.println("  " + kind + ": " + count.asLong()));
        }
    }

    private static ExitCode code(String outcome) {
        return switch (outcome) {
            case "guarded" -> ExitCode.REFUSED;
            case "busy" -> ExitCode.FAILED;
            default -> ExitCode.DONE;
        };
    }
}
