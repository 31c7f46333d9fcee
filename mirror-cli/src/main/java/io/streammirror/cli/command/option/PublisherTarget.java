package io.streammirror.cli.command.option;

import io.streammirror.cli.client.PublisherClient;
import io.streammirror.cli.context.PublisherContext;
import io.streammirror.cli.exit.UsageException;
import io.streammirror.http.HttpAuthority;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The publisher that a command reads from, and the port. The management port is preferred, because it answers with more than the public
 * port does. Without an option, the context of the user names the publisher, or else it is that of the local stack.
 */
public final class PublisherTarget {
    @Option(
            names = "--admin-url",
            paramLabel = "URL",
            description = "URL of the publisher's management port, such as http://mirror.example.org:9000.")
    private List<URI> managementUrls = List.of();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Public URL of the publisher. Its answers omit names of operators, reasons and sources.")
    private @Nullable URI publicUrl;

    @Mixin
    private DataOption data = new DataOption();

    /** A client of the port that the operator named, or of the management port. */
    public PublisherClient client() {
        if (managementUrls.isEmpty() && publicUrl != null) {
            return PublisherClient.at(checked("--url", publicUrl));
        }
        PublisherContext context = context();
        return context.adminUrl().isEmpty() && context.url().isPresent()
                ? PublisherClient.at(checked("url", context.url().get()))
                : managementClient();
    }

    /** A client of the management port; the public one alone is an error. */
    public PublisherClient managementClient() {
        if (managementUrls.size() > 1) {
            throw new UsageException("--admin-url: only 'mirror readers' takes several");
        }
        return managementClients().get(0);
    }

    /** A client for each management port that was named. */
    public List<PublisherClient> managementClients() {
        if (!managementUrls.isEmpty()) {
            return managementUrls.stream()
                    .map(url -> PublisherClient.at(checked("--admin-url", url)))
                    .toList();
        }
        PublisherContext context = context();
        if (publicUrl != null || (context.adminUrl().isEmpty() && context.url().isPresent())) {
            throw new UsageException((publicUrl == null ? "the context has no admin-url" : "--url " + publicUrl)
                    + ": the public port does not serve this;"
                    + " name the management port with --admin-url, such as http://mirror.example.org:9000");
        }
        return List.of(PublisherClient.at(context.adminUrl()
                .map(url -> checked("admin-url", url))
                .orElseGet(() -> URI.create(
                        "http://127.0.0.1:" + data.ports("--admin-url").publisherManagement()))));
    }

    private PublisherContext context() {
        return data.isNamed() || publicUrl != null || !managementUrls.isEmpty()
                ? PublisherContext.NONE
                : PublisherContext.ofUser();
    }

    public static URI checked(String option, URI url) {
        if (HttpAuthority.of(url).isEmpty()) {
            throw new UsageException(
                    option + " " + url + ": must be an http or https URL, such as http://mirror.example.org:8080");
        }
        return url;
    }
}
