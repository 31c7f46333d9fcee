package io.streammirror.cli.command.order;

import io.streammirror.cli.command.option.OrderOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Dates the next publication now, after a wrong clock has dated one in the future. */
@Command(
        name = "reset-time",
        description = "Date the next publication now, although what is live is dated in the future by a wrong clock.")
public final class ResetTimeCommand implements Callable<Integer> {
    @Mixin
    private OrderOptions order = new OrderOptions();

    @Parameters(index = "0", paramLabel = "MIRROR", description = "Name of the mirror.")
    private String mirror = "";

    @Override
    public Integer call() {
        return order.give(mirror, "reset-time", order.request());
    }
}
