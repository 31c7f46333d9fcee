package io.streammirror.cli.command.query;

import io.streammirror.cli.client.PublisherClient;
import io.streammirror.cli.command.option.PublisherTarget;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.cli.exit.UsageException;
import io.streammirror.cli.history.ChainCheck;
import io.streammirror.cli.history.DifferenceText;
import io.streammirror.cli.history.History;
import io.streammirror.codec.Json;
import io.streammirror.text.SafeText;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the decision log, or verifies its hash chain. */
@Command(name = "history", description = "Show the decisions about the mirrors, newest first, or verify the log.")
public final class HistoryCommand implements Callable<Integer> {
    @Mixin
    private PublisherTarget target = new PublisherTarget();

    @Option(names = "--mirror", paramLabel = "NAME", description = "Only decisions about this mirror.")
    private @Nullable String mirror;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "Number of newest entries to read (default: ${DEFAULT-VALUE}).")
    private int limit = 20;

    @Option(names = "--json", description = "Print the entries of the log as a JSON array.")
    private boolean json;

    @Option(names = "--verify", description = "Read the whole log and verify its hash chain instead.")
    private boolean verify;

    @Option(
            names = "--publications",
            description = "List the kept publications of --mirror instead; 'rollback' and 'diff' accept them.")
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
        PublisherClient publisher = target.managementClient();
        if (verify) {
            System.out.println(new ChainCheck(publisher).run());
        } else {
            new History(publisher, limit, mirror).print(System.out, json);
        }
        return ExitCode.DONE.code();
    }

    private Integer listPublications() {
        if (mirror == null || verify) {
            throw new UsageException("--publications takes --mirror NAME, and excludes --verify");
        }
        if (json) {
            System.out.print(SafeText.json(
                    new String(Json.pretty(target.client().publicationsJson(mirror)), StandardCharsets.UTF_8)));
        } else {
            DifferenceText.of(target.client().publications(mirror)).forEach(System.out::println);
        }
        return ExitCode.DONE.code();
    }
}
