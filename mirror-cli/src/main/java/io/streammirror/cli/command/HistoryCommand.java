package io.streammirror.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.cli.exit.UsageException;
import io.streammirror.cli.history.ChainCheck;
import io.streammirror.cli.history.DifferenceText;
import io.streammirror.cli.history.History;
import io.streammirror.cli.history.LogClient;
import io.streammirror.cli.history.PublicationsClient;
import io.streammirror.codec.Json;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what was decided, and checks that nobody changed the record of it. */
@Command(name = "history", description = "Show what was decided, newest first; check the log.")
final class HistoryCommand implements Callable<Integer> {
    @Mixin
    private RunningMirror target = new RunningMirror();

    @Option(names = "--mirror", paramLabel = "NAME", description = "Decisions about this mirror only.")
    private @Nullable String mirror;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many of the newest entries to look at (default: ${DEFAULT-VALUE}).")
    private int limit = 20;

    @Option(names = "--json", description = "Print the entries as they are in the log, in a JSON array.")
    private boolean json;

    @Option(names = "--verify", description = "Read the whole log and check the chain of its hashes instead.")
    private boolean verify;

    @Option(
            names = "--publications",
            description =
                    "List the publications of --mirror that are kept instead: those that 'rollback' and 'diff' take.")
    private boolean publications;

    @Override
    public Integer call() {
        if (publications) {
            return listPublications();
        }
        if (verify && json) {
            throw new UsageException("--verify and --json exclude each other");
        }
        if (limit < 1) {
            throw new UsageException("--limit " + limit + ": must be at least 1");
        }
        var log = new LogClient(target.publisher());
        if (verify) {
            System.out.println(new ChainCheck(log).run());
        } else {
            new History(log, limit, mirror).print(System.out, json);
        }
        return ExitCode.DONE.code();
    }

    private Integer listPublications() {
        if (mirror == null || verify) {
            throw new UsageException("--publications takes --mirror NAME, and excludes --verify");
        }
        JsonNode kept = new PublicationsClient(target.publisher()).publications(mirror);
        if (json) {
            System.out.print(new String(Json.pretty(kept), StandardCharsets.UTF_8));
        } else {
            DifferenceText.publications(kept).forEach(System.out::println);
        }
        return ExitCode.DONE.code();
    }
}
