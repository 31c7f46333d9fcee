package io.streammirror.cli.command.order;

import io.streammirror.cli.command.option.OrderOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Publishes no new version of upstream until the mirror is released. */
@Command(name = "hold", description = "Publish no new version of upstream until 'mirror release'. Fetching continues.")
public final class HoldCommand implements Callable<Integer> {
    @Mixin
    private OrderOptions order = new OrderOptions();

    @Parameters(index = "0", paramLabel = "MIRROR", description = "Name of the mirror.")
    private String mirror = "";

    @Override
    public Integer call() {
        return order.give(mirror, "hold", order.request());
    }
}
