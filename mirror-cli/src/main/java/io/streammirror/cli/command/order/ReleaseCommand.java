package io.streammirror.cli.command.order;

import io.streammirror.api.OrderRequest;
import io.streammirror.cli.command.option.OrderOptions;
import io.streammirror.cli.exit.UsageException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends holds and rollbacks. */
@Command(
        name = "release",
        description =
                "Follow upstream again: end a hold, and publish the versions that a rollback withdrew. Pins stay.")
public final class ReleaseCommand implements Callable<Integer> {
    @Mixin
    private OrderOptions order = new OrderOptions();

    @Parameters(index = "0", paramLabel = "MIRROR", description = "Name of the mirror.")
    private String mirror = "";

    @Option(names = "--only", paramLabel = "WHAT", description = "End only this: 'hold' or 'rollback' (default: both).")
    private @Nullable String only;

    @Override
    public Integer call() {
        return order.give(mirror, "release", order.request().withOnly(only()));
    }

    private OrderRequest.@Nullable Only only() {
        if (only == null) {
            return null;
        }
        return switch (only) {
            case "hold" -> OrderRequest.Only.HOLD;
            case "rollback" -> OrderRequest.Only.ROLLBACK;
            default -> throw new UsageException("--only " + only + ": must be 'hold' or 'rollback'");
        };
    }
}
