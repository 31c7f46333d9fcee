package io.streammirror.cli.command;

import io.streammirror.cli.exit.UsageException;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Which publisher a command reads from, and by which port. The management port of a local stack is the default: it answers with more than
 * the public port does.
 */
final class QueriedPublisher {
    @Option(
            names = "--admin-url",
            paramLabel = "URL",
            description = "URL of the publisher's management port, as http://mirror.example.org:9000.")
    private @Nullable URI managementUrl;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Public URL of the publisher; its answers omit names of operators, reasons and sources.")
    private @Nullable URI publicUrl;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Data directory of a running stack, when no URL is given (default: ./${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    /** The port that was named, or the management port. */
    URI any() {
        return managementUrl == null && publicUrl != null ? PublisherTarget.checked("--url", publicUrl) : management();
    }

    /** The management port; naming the public one alone is an error. */
    URI management() {
        if (managementUrl != null) {
            return PublisherTarget.checked("--admin-url", managementUrl);
        }
        if (publicUrl != null) {
            throw new UsageException("--url " + publicUrl + ": the public port does not serve the log of decisions;"
                    + " name the management port with --admin-url, as http://mirror.example.org:9000");
        }
        return URI.create(
                "http://127.0.0.1:" + PublisherTarget.ports(data, "--admin-url").publisherManagement());
    }
}
