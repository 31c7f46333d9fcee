package io.streammirror.cli.command;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Keeps what is live live. */
@Command(
        name = "hold",
        description =
                "Publish nothing new of upstream's until 'mirror release'; fetching goes on. It is kept in the log.")
final class HoldCommand implements Callable<Integer> {
    @Mixin
    private OrderOptions order = new OrderOptions();

    @Parameters(index = "0", paramLabel = "MIRROR", description = "Name of the mirror.")
    private String mirror = "";

    @Override
    public Integer call() {
        return order.give(mirror, "hold", Map.of());
    }
}
