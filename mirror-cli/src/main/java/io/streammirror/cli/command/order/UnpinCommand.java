package io.streammirror.cli.command.order;

import static java.util.Objects.requireNonNull;

import io.streammirror.cli.command.option.OrderOptions;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductName;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends a pin. */
@Command(name = "unpin", description = "Let a pinned product follow upstream again.")
public final class UnpinCommand implements Callable<Integer> {
    @Mixin
    private OrderOptions order = new OrderOptions();

    @Parameters(index = "0", paramLabel = "MIRROR", description = "Name of the mirror.")
    private String mirror = "";

    @Parameters(index = "1", paramLabel = "PRODUCT", description = "Name of the product.")
    private @Nullable ProductName product;

    @Option(
            names = "--stream",
            paramLabel = "ID",
            description = "Content id of the stream, if the product is pinned in several streams.")
    private @Nullable ContentId stream;

    @Override
    public Integer call() {
        return order.give(mirror, "unpin", order.request().withProduct(requireNonNull(product), stream, null));
    }
}
