package io.streammirror.cli.command.order;

import static java.util.Objects.requireNonNull;

import io.streammirror.cli.command.option.OrderOptions;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.VersionName;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes a custom image. */
@Command(
        name = "remove-image",
        description = "Stop publishing a custom image of 'mirror add-image'. A later sweep deletes its files.")
public final class RemoveImageCommand implements Callable<Integer> {
    @Mixin
    private OrderOptions order = new OrderOptions();

    @Option(names = "--mirror", paramLabel = "NAME", required = true, description = "Name of the mirror.")
    private String mirror = "";

    @Parameters(index = "0", paramLabel = "PRODUCT", description = "Name of the product, as 'mirror history' shows it.")
    private @Nullable ProductName product;

    @Parameters(index = "1", arity = "0..1", paramLabel = "VERSION", description = "One version (default: all).")
    private @Nullable VersionName version;

    @Override
    public Integer call() {
        return order.give(mirror, "remove-image", order.request().withProduct(requireNonNull(product), null, version));
    }
}
