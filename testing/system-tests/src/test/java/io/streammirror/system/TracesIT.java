package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.system.TraceReceiver.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** One trace leads from the poll that found something to the publication of it, through all services. */
final class TracesIT {
    private static final Set<String> WHOLE_WAY =
            Set.of("poll", "fetch", "download", "store", "publish", "assemble", "sign", "check", "switch");

    /** The documentation has a copy. */
    private static final Path PICTURE = Path.of("target", "trace.svg");

    @TempDir
    private Path directory;

    @RegisterExtension
    private final Runs runs = new Runs();

    @Test
    void shouldTraceFromPollToPublication() throws IOException {
        SmallTree before = SmallTree.named("traced").with("20250101", 200_000);
        var upstream = runs.own(new Upstream(before.tree()));
        var receiver = runs.own(new TraceReceiver());
        Path configuration =
                new Configuration(directory).mirror("sample", upstream).write();

        var process = runs.own(MirrorProcess.up(
                directory.resolve("data"),
                configuration,
                Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint(), "OTEL_BSP_SCHEDULE_DELAY", "500")));
        // A publisher that starts later than the others finds in the store what they did before, and hears of no cause.
        new StatusPage(process.awaitUp().runningPorts().managementSite()).awaitPublished("sample", before.updated());

        SmallTree released = before.with("20250201", 200_000);
        upstream.publish(released.tree());
        Await.until("a trace of the whole way", () -> traces(receiver).values().stream()
                .anyMatch(TracesIT::isWhole));
        List<Span> whole = traces(receiver).values().stream()
                .filter(TracesIT::isWhole)
                .findFirst()
                .orElseThrow();
        assertThat(whole)
                .extracting(Span::service)
                .contains("stream-mirror-watcher", "stream-mirror-fetcher", "stream-mirror-publisher");
        Span poll = one(whole, "poll");
        assertThat(poll.parent()).isEmpty();
        assertThat(whole).filteredOn(span -> span.name().equals("fetch")).allSatisfy(fetch -> assertThat(fetch.parent())
                .isEqualTo(poll.id()));
        assertThat(receiver.raw()).doesNotContain(upstream.base().toString());

        Files.writeString(
                Files.createDirectories(PICTURE.getParent()).resolve(PICTURE.getFileName()), TracePicture.of(whole));
    }

    /** Spans come after their children, so the last one that is missing may be a parent. */
    private static boolean isWhole(List<Span> trace) {
        Set<String> ids = trace.stream().map(Span::id).collect(Collectors.toSet());
        return names(trace).containsAll(WHOLE_WAY)
                && trace.stream().map(Span::parent).allMatch(parent -> parent.isEmpty() || ids.contains(parent));
    }

    private static Span one(List<Span> trace, String name) {
        return trace.stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, List<Span>> traces(TraceReceiver receiver) {
        return receiver.spans().stream().collect(Collectors.groupingBy(Span::trace));
    }

    private static Set<String> names(List<Span> trace) {
        return trace.stream().map(Span::name).collect(Collectors.toSet());
    }
}
