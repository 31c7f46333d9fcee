package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.system.TraceReceiver.Span;
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

    @TempDir
    private Path directory;

    @RegisterExtension
    private final Runs runs = new Runs();

    @Test
    void shouldTraceFromPollToPublication() {
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
                .anyMatch(trace -> names(trace).containsAll(WHOLE_WAY)));
        List<Span> whole = traces(receiver).values().stream()
                .filter(trace -> names(trace).containsAll(WHOLE_WAY))
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
