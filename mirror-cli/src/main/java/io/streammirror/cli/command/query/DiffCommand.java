package io.streammirror.cli.command.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.cli.command.option.PublisherTarget;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.cli.history.DifferenceText;
import io.streammirror.codec.Json;
import io.streammirror.text.SafeText;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the difference between two publications of a mirror. */
@Command(
        name = "diff",
        description = "Show the difference between two publications (default: the live one and the one before).")
public final class DiffCommand implements Callable<Integer> {
    @Mixin
    private PublisherTarget target = new PublisherTarget();

    @Parameters(index = "0", paramLabel = "MIRROR", description = "Name of the mirror.")
    private String mirror = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FROM",
            description = "The earlier publication, or at least the first 12 digits of its id.")
    private @Nullable String from;

    @Parameters(index = "2", arity = "0..1", paramLabel = "TO", description = "The later one (default: the live one).")
    private @Nullable String to;

    @Option(names = "--json", description = "Print the difference as one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        var ends = new HashMap<String, String>();
        if (from != null) {
            ends.put("from", from);
        }
        if (to != null) {
            ends.put("to", to);
        }
        JsonNode answer = target.client().difference(mirror, ends);
        if (json) {
            System.out.print(SafeText.json(new String(Json.pretty(answer), StandardCharsets.UTF_8)));
        } else {
            DifferenceText.of(answer).forEach(System.out::println);
        }
        return ExitCode.DONE.code();
    }
}
