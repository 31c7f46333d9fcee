package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference page on metrics and the services name the same metrics. */
@OnSharedStack
final class MetricsIT {
    /** The form that {@code promtool} reads. */
    private static final String TEXT = "text/plain;version=0.0.4";

    private static final String PAGE = "docs/reference/metrics.md";

    private static final Pattern DOCUMENTED = Pattern.compile("^\\| `([a-z_]+)` \\|", Pattern.MULTILINE);

    /** A line of a metric of ours; a histogram or a timer has several series. Without the prefix it would not be found on the page. */
    private static final Pattern EXPOSED =
            Pattern.compile("^((?:stream_)?mirror_[a-z_]+?)(?:_bucket|_count|_sum|_max)?[{ ]", Pattern.MULTILINE);

    /** A number, which the shared stack of one watcher and two fetchers has from its first minute on. */
    private static final Pattern LAG = Pattern.compile("(?m)^stream_mirror_fetch_queue_lag [0-9.]+$");

    private static final Pattern DESCRIBED =
            Pattern.compile("^# HELP ((?:stream_)?mirror_[a-z_]+?)(?:_max)? +\\S", Pattern.MULTILINE);

    private static final Pattern COUNTER =
            Pattern.compile("^# TYPE ((?:stream_)?mirror_[a-z_]+) counter$", Pattern.MULTILINE);

    @TempDir
    private Path directory;

    private final SharedStack stack;

    MetricsIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void shouldDocumentEveryMetricAndNoOther() throws IOException {
        String page = Files.readString(MirrorProcess.home().resolve(PAGE));

        assertThat(names(EXPOSED)).isEqualTo(names(DOCUMENTED, page));
    }

    @Test
    void shouldNameEveryMetricWithPrefixAndHelp() {
        Set<String> exposed = names(EXPOSED);

        assertThat(exposed).allMatch(name -> name.startsWith("stream_mirror_"));
        assertThat(series(names(DESCRIBED), exposed)).isEqualTo(exposed);
        assertThat(series(names(COUNTER), exposed)).isNotEmpty().allMatch(name -> name.endsWith("_total"));
    }

    /** Of every metric that a service exports, those of the JVM, HTTP and Kafka included. */
    @Test
    void shouldSatisfyPromtool() throws IOException {
        Promtool.assumeInstalled();
        for (String page : pages()) {
            Path file = Files.writeString(directory.resolve("metrics.txt"), page);

            Command.Outcome outcome =
                    new Command(List.of("sh", "-c", "promtool check metrics <" + file), Map.of()).run();

            assertThat(outcome).isEqualTo(new Command.Outcome(0, ""));
        }
    }

    @Test
    void shouldReportLagOfQueueFromWatcherAndFetchers() {
        assertThat(pages().stream().filter(page -> LAG.matcher(page).find())).hasSize(3);
    }

    /** In the OpenMetrics form, HELP and TYPE name a counter without the suffix that its series have. */
    private static Set<String> series(Set<String> families, Set<String> exposed) {
        return families.stream()
                .map(name -> exposed.contains(name + "_total") ? name + "_total" : name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of all services of the stack together. */
    private Set<String> names(Pattern pattern) {
        var names = new TreeSet<String>();
        pages().forEach(text -> names.addAll(names(pattern, text)));
        return names;
    }

    private List<String> pages() {
        return servicePorts(stack.ports()).stream()
                .map(port -> new Web().get(URI.create("http://127.0.0.1:" + port + "/q/metrics"), "Accept", TEXT))
                .map(response -> new String(response.body(), StandardCharsets.UTF_8))
                .toList();
    }

    /** The ports with metrics. */
    static List<Integer> servicePorts(Ports ports) {
        return ports.all().stream()
                .filter(port -> port != ports.kafka() && port != ports.s3() && port != ports.publicPort())
                .toList();
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
