package io.streammirror.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.cli.history.DifferenceText;
import io.streammirror.cli.history.PublicationsClient;
import io.streammirror.codec.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what differs between two publications of a mirror. */
@Command(
        name = "diff",
        description = "Tell what differs between two publications; by default the live one and the one before.")
final class DiffCommand implements Callable<Integer> {
    @Mixin
    private RunningMirror target = new RunningMirror();

    @Parameters(index = "0", paramLabel = "MIRROR", description = "Name of the mirror.")
    private String mirror = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FROM",
            description = "The earlier publication, or at least the first 12 digits of its id.")
    private @Nullable String from;

    @Parameters(index = "2", arity = "0..1", paramLabel = "TO", description = "The later one; by default the live one.")
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
        JsonNode answer = new PublicationsClient(target.publisher()).difference(mirror, ends);
        if (json) {
            System.out.print(new String(Json.pretty(answer), StandardCharsets.UTF_8));
        } else {
            DifferenceText.of(answer).forEach(System.out::println);
        }
        return ExitCode.DONE.code();
    }
}
