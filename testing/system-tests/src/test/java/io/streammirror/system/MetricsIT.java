package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The reference page on metrics and the services name the same metrics. */
@OnSharedStack
final class MetricsIT {
    private static final String PAGE = "docs/reference/metrics.md";

    private static final Pattern DOCUMENTED = Pattern.compile("^\\| `([a-z_]+)` \\|", Pattern.MULTILINE);

    /** A line of a metric of ours; a histogram or a timer has several series. Without the prefix it would not be found on the page. */
    private static final Pattern EXPOSED =
            Pattern.compile("^((?:stream_)?mirror_[a-z_]+?)(?:_bucket|_count|_sum|_max)?[{ ]", Pattern.MULTILINE);

    private static final Pattern DESCRIBED =
            Pattern.compile("^# HELP ((?:stream_)?mirror_[a-z_]+?)(?:_max)? +\\S", Pattern.MULTILINE);

    private static final Pattern COUNTER =
            Pattern.compile("^# TYPE ((?:stream_)?mirror_[a-z_]+) counter$", Pattern.MULTILINE);

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
        assertThat(names(EXPOSED)).allMatch(name -> name.startsWith("stream_mirror_"));
        assertThat(names(DESCRIBED)).isEqualTo(names(EXPOSED));
        assertThat(names(COUNTER)).isNotEmpty().allMatch(name -> name.endsWith("_total"));
    }

    /** Of all services of the stack together. */
    private Set<String> names(Pattern pattern) {
        var names = new TreeSet<String>();
        pages().forEach(text -> names.addAll(names(pattern, text)));
        return names;
    }

    private List<String> pages() {
        Ports ports = stack.ports();
        return ports.all().stream()
                .filter(port -> port != ports.kafka() && port != ports.s3() && port != ports.publicPort())
                .map(port -> new Web().body(URI.create("http://127.0.0.1:" + port + "/q/metrics")))
                .map(body -> new String(body, StandardCharsets.UTF_8))
                .toList();
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
