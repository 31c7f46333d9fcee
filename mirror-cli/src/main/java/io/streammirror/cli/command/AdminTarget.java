package io.streammirror.cli.command;

import io.streammirror.cli.admin.AdminClient;
import io.streammirror.cli.exit.UsageException;
import io.streammirror.cli.stack.DataDirectory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which publisher a command administers, and with which token: by default the local stack's own. */
final class AdminTarget {
    @Option(
            names = "--admin-url",
            paramLabel = "URL",
            description = "URL of the publisher's management port, as http://mirror.example.org:9000.")
    private @Nullable URI url;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File with the administrator's token; by default that of the data directory.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Data directory of a running stack, when no URL is given (default: ./${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    AdminClient client() {
        URI management = url != null
                ? PublisherTarget.checked("--admin-url", url)
                : URI.create("http://127.0.0.1:"
                        + PublisherTarget.ports(data, "--admin-url").publisherManagement());
        return new AdminClient(management, token());
    }

    Path data() {
        return data;
    }

    private String token() {
        Path file = tokenFile == null ? DataDirectory.adminToken(data) : tokenFile;
        try (var lines = Files.lines(file)) {
            return lines.findFirst().orElse("").strip();
        } catch (IOException e) {
            throw new UsageException("the administrator's token " + file + " cannot be read ("
                    + e.getClass().getSimpleName() + "): name its file with --token-file");
        }
    }
}
