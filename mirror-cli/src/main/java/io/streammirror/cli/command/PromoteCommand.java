package io.streammirror.cli.command;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes what one mirror publishes the content of another. */
@Command(
        name = "promote",
        description = "Make a publication of the mirror that MIRROR is configured 'from' the content of MIRROR;"
                + " the reason must be given.")
final class PromoteCommand implements Callable<Integer> {
    @Mixin
    private OrderOptions order = new OrderOptions();

    @Parameters(index = "0", paramLabel = "MIRROR", description = "Name of the mirror that is promoted into.")
    private String mirror = "";

    @Option(
            names = "--publication",
            paramLabel = "ID",
            description =
                    "Id of a publication that the mirror promoted from still keeps, or at least the first 12 digits"
                            + " ('mirror history --publications' names them); by default the one that is live there.")
    private @Nullable String publication;

    @Override
    public Integer call() {
        return order.give(mirror, "promote", publication == null ? Map.of() : Map.of("publication", publication));
    }
}
