package io.streammirror.cli.command;

import io.streammirror.cli.exit.UsageException;
import io.streammirror.cli.stack.DataDirectory;
import io.streammirror.cli.stack.StackPorts;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which publisher a command asks: that of a local stack by its data directory, or any by its URL. */
final class PublisherTarget {
    @Option(names = "--url", paramLabel = "URL", description = "Public URL of the publisher.")
    private @Nullable URI url;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Data directory of a running stack, when no URL is given (default: ./${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    URI publisher() {
        return url != null
                ? checked("--url", url)
                : URI.create("http://127.0.0.1:" + ports(data, "--url").publicPort());
    }

    /** The ports of the stack that runs on a data directory. */
    static StackPorts ports(Path data, String instead) {
        return DataDirectory.runningPorts(data)
                .orElseThrow(() -> new UsageException("no mirror runs on " + data.toAbsolutePath()
                        + ": start one with 'mirror up', or name it with --data or " + instead));
    }

    static URI checked(String option, URI url) {
        String scheme = url.getScheme();
        if (url.getHost() == null || !("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))) {
            throw new UsageException(
                    option + " " + url + ": must be an http or https URL, as http://mirror.example.org:8080");
        }
        return url;
    }
}
