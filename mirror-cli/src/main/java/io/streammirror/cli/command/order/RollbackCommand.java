package io.streammirror.cli.command.order;

import io.streammirror.cli.command.option.OrderOptions;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Withdraws the versions that are newer than an earlier publication. */
@Command(
        name = "rollback",
        description =
                "Publish the versions of an earlier publication; newer ones stay withdrawn until 'mirror release'.")
public final class RollbackCommand implements Callable<Integer> {
    @Mixin
    private OrderOptions order = new OrderOptions();

    @Parameters(index = "0", paramLabel = "MIRROR", description = "Name of the mirror.")
    private String mirror = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PUBLICATION",
            description = "Its id, or at least the first 12 digits, as 'mirror history --publications' lists them"
                    + " (default: the last one from an earlier catalog).")
    private @Nullable String publication;

    @Override
    public Integer call() {
        return order.give(mirror, "rollback", order.request().withPublication(publication));
    }
}
