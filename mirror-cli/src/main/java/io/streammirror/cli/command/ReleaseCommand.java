package io.streammirror.cli.command;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends what hold and rollback began. */
@Command(
        name = "release",
        description =
                "Go on with upstream: end a hold, and let versions that a rollback withdrew come back. Pins stay.")
final class ReleaseCommand implements Callable<Integer> {
    @Mixin
    private OrderOptions order = new OrderOptions();

    @Parameters(index = "0", paramLabel = "MIRROR", description = "Name of the mirror.")
    private String mirror = "";

    @Option(
            names = "--only",
            paramLabel = "WHAT",
            description = "End only this: 'hold' or 'rollback'; by default both.")
    private @Nullable String only;

    @Override
    public Integer call() {
        return order.give(mirror, "release", only == null ? Map.of() : Map.of("only", only));
    }
}
