package io.streammirror.cli.command;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes an image of the operators' own away. */
@Command(
        name = "remove-image",
        description =
                "Publish an image no more that was added with 'mirror add-image'; its files go with a later sweep.")
final class RemoveImageCommand implements Callable<Integer> {
    @Mixin
    private OrderOptions order = new OrderOptions();

    @Option(names = "--mirror", paramLabel = "NAME", required = true, description = "Name of the mirror.")
    private String mirror = "";

    @Parameters(index = "0", paramLabel = "PRODUCT", description = "Name of the product, as 'mirror history' tells it.")
    private String product = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "VERSION",
            description = "One version (default: all of them).")
    private @Nullable String version;

    @Override
    public Integer call() {
        var details = new HashMap<>(Map.of("product", product));
        if (version != null) {
            details.put("version", version);
        }
        return order.give(mirror, "remove-image", details);
    }
}
