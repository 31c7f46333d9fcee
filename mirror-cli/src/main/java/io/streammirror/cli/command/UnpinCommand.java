package io.streammirror.cli.command;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends a pin. */
@Command(name = "unpin", description = "Let a pinned product follow upstream again.")
final class UnpinCommand implements Callable<Integer> {
    @Mixin
    private OrderOptions order = new OrderOptions();

    @Parameters(index = "0", paramLabel = "MIRROR", description = "Name of the mirror.")
    private String mirror = "";

    @Parameters(index = "1", paramLabel = "PRODUCT", description = "Name of the product.")
    private String product = "";

    @Option(names = "--stream", paramLabel = "ID", description = "Content id, when it is pinned in several streams.")
    private @Nullable String stream;

    @Override
    public Integer call() {
        var details = new HashMap<>(Map.of("product", product));
        if (stream != null) {
            details.put("stream", stream);
        }
        return order.give(mirror, "unpin", details);
    }
}
