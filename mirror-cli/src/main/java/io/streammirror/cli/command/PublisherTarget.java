package io.streammirror.cli.command;

import io.streammirror.cli.client.PublisherClient;
import io.streammirror.cli.exit.UsageException;
import io.streammirror.http.HttpAuthority;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The publisher that a command reads from, and the port. The management port of a local stack is the default, because it answers with
 * more than the public port does.
 */
final class PublisherTarget {
    @Option(
            names = "--admin-url",
            paramLabel = "URL",
            description = "URL of the publisher's management port, such as http://mirror.example.org:9000.")
    private @Nullable URI managementUrl;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Public URL of the publisher. Its answers omit names of operators, reasons and sources.")
    private @Nullable URI publicUrl;

    @Mixin
    private DataOption data = new DataOption();

    /** A client of the port that the operator named, or of the management port. */
    PublisherClient client() {
        return managementUrl == null && publicUrl != null
                ? PublisherClient.at(checked("--url", publicUrl))
                : managementClient();
    }

    /** A client of the management port; the public one alone is an error. */
    PublisherClient managementClient() {
        if (managementUrl != null) {
            return PublisherClient.at(checked("--admin-url", managementUrl));
        }
        if (publicUrl != null) {
            throw new UsageException("--url " + publicUrl + ": the public port does not serve the decision log;"
                    + " name the management port with --admin-url, such as http://mirror.example.org:9000");
        }
        return PublisherClient.at(
                URI.create("http://127.0.0.1:" + data.ports("--admin-url").publisherManagement()));
    }

    static URI checked(String option, URI url) {
        if (HttpAuthority.of(url).isEmpty()) {
            throw new UsageException(
                    option + " " + url + ": must be an http or https URL, such as http://mirror.example.org:8080");
        }
        return url;
    }
}
