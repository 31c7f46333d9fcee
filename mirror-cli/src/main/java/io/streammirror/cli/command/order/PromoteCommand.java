package io.streammirror.cli.command.order;

import io.streammirror.cli.command.option.OrderOptions;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a publication of one mirror the content of another. */
@Command(
        name = "promote",
        description = "Promote a publication into MIRROR, from the mirror that its configuration names in 'from'."
                + " --reason is required.")
public final class PromoteCommand implements Callable<Integer> {
    @Mixin
    private OrderOptions order = new OrderOptions();

    @Parameters(index = "0", paramLabel = "MIRROR", description = "Name of the mirror to promote into.")
    private String mirror = "";

    @Option(
            names = "--publication",
            paramLabel = "ID",
            description = "Id of the publication, or at least the first 12 digits, as 'mirror history --publications'"
                    + " lists them (default: the live one).")
    private @Nullable String publication;

    @Override
    public Integer call() {
        return order.give(mirror, "promote", order.request().withPublication(publication));
    }
}
