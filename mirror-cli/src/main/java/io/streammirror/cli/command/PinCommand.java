package io.streammirror.cli.command;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps a product at a version. */
@Command(
        name = "pin",
        description =
                "List this version of a product and none that is newer, even if upstream drops it, until 'mirror unpin'.")
final class PinCommand implements Callable<Integer> {
    @Mixin
    private OrderOptions order = new OrderOptions();

    @Parameters(index = "0", paramLabel = "MIRROR", description = "Name of the mirror.")
    private String mirror = "";

    @Parameters(index = "1", paramLabel = "PRODUCT", description = "Name of the product.")
    private String product = "";

    @Parameters(index = "2", paramLabel = "VERSION", description = "Name of the version.")
    private String version = "";

    @Option(names = "--stream", paramLabel = "ID", description = "Content id, when several streams have the product.")
    private @Nullable String stream;

    @Override
    public Integer call() {
        var details = new HashMap<>(Map.of("product", product, "version", version));
        if (stream != null) {
            details.put("stream", stream);
        }
        return order.give(mirror, "pin", details);
    }
}
