package io.streammirror.cli.command.order;

import static java.util.Objects.requireNonNull;

import io.streammirror.cli.command.option.OrderOptions;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.VersionName;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Pins a product to a version. */
@Command(
        name = "pin",
        description =
                "Publish this version of a product and no newer one, even if upstream drops it, until 'mirror unpin'.")
public final class PinCommand implements Callable<Integer> {
    @Mixin
    private OrderOptions order = new OrderOptions();

    @Parameters(index = "0", paramLabel = "MIRROR", description = "Name of the mirror.")
    private String mirror = "";

    @Parameters(index = "1", paramLabel = "PRODUCT", description = "Name of the product.")
    private @Nullable ProductName product;

    @Parameters(index = "2", paramLabel = "VERSION", description = "Name of the version.")
    private @Nullable VersionName version;

    @Option(
            names = "--stream",
            paramLabel = "ID",
            description = "Content id of the stream, if several streams have the product.")
    private @Nullable ContentId stream;

    @Override
    public Integer call() {
        return order.give(
                mirror, "pin", order.request().withProduct(requireNonNull(product), stream, requireNonNull(version)));
    }
}
