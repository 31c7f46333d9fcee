package io.streammirror.cli.command;

import io.streammirror.cli.client.PublisherClient;
import io.streammirror.cli.exit.UsageException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The publisher that a command reads from: that of a local stack by its data directory, or any by its URL. */
final class PublisherTarget {
    @Option(names = "--url", paramLabel = "URL", description = "Public URL of the publisher.")
    private @Nullable URI url;

    @Mixin
    private DataOption data = new DataOption();

    PublisherClient client() {
        return PublisherClient.at(
                url != null
                        ? checked("--url", url)
                        : URI.create("http://127.0.0.1:" + data.ports("--url").publicPort()));
    }

    static URI checked(String option, URI url) {
        String scheme = url.getScheme();
        if (url.getHost() == null || !("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))) {
            throw new UsageException(
                    option + " " + url + ": must be an http or https URL, such as http://mirror.example.org:8080");
        }
        return url;
    }
}
