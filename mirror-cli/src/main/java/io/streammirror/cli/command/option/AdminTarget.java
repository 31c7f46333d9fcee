package io.streammirror.cli.command.option;

import io.streammirror.cli.client.PublisherClient;
import io.streammirror.cli.context.PublisherContext;
import io.streammirror.cli.exit.UsageException;
import io.streammirror.stack.DataDirectory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The publisher that a command administers, and the token: by default those of the local stack. */
public final class AdminTarget {
    @Option(
            names = "--admin-url",
            paramLabel = "URL",
            description = "URL of the publisher's management port, such as http://mirror.example.org:9000.")
    private @Nullable URI url;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File with the administrator token (default: that of the data directory).")
    private @Nullable Path tokenFile;

    @Mixin
    private DataOption data = new DataOption();

    public PublisherClient client() {
        PublisherContext context = url == null && !data.isNamed() ? PublisherContext.ofUser() : PublisherContext.NONE;
        Optional<URI> management = Optional.ofNullable(url)
                .map(given -> PublisherTarget.checked("--admin-url", given))
                .or(() -> context.adminUrl().map(given -> PublisherTarget.checked("admin-url", given)));
        if (management.isEmpty() && context.url().isPresent()) {
            throw new UsageException("the context has no admin-url: name the management port with --admin-url");
        }
        return PublisherClient.administering(
                management.orElseGet(() -> URI.create(
                        "http://127.0.0.1:" + data.ports("--admin-url").publisherManagement())),
                token(context));
    }

    public Path data() {
        return data.directory();
    }

    private String token(PublisherContext context) {
        Path file = tokenFile == null
                ? context.tokenFile().orElseGet(() -> DataDirectory.adminToken(data.directory()))
                : tokenFile;
        try (var lines = Files.lines(file)) {
            return lines.findFirst().orElse("").strip();
        } catch (IOException e) {
            throw new UsageException("the administrator token " + file + " cannot be read ("
                    + e.getClass().getSimpleName() + "): name its file with --token-file");
        }
    }
}
