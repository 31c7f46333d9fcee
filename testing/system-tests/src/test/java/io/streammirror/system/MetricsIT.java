package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page on metrics and the services name the same ones. */
@OnSharedStack
final class MetricsIT {
    private static final Pattern DOCUMENTED = Pattern.compile("^\\| `([a-z_]+)` \\|", Pattern.MULTILINE);

    /** Of metrics of ours; a histogram or a timer has several series. */
    private static final Pattern TOLD =
            Pattern.compile("^((?:stream_)?mirror_[a-z_]+?)(?:_bucket|_count|_sum|_max)?[{ ]", Pattern.MULTILINE);

    private final SharedStack stack;

    MetricsIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void thePageNamesAllMetricsAndNoOthers() throws IOException {
        String page = Files.readString(MirrorProcess.home().resolve("docs/metrics.md"));

        assertThat(told()).isEqualTo(names(DOCUMENTED, page));
    }

    private Set<String> told() {
        Ports ports = stack.ports();
        var names = new TreeSet<String>();
        ports.all().stream()
                .filter(port -> port != ports.kafka() && port != ports.s3() && port != ports.publicPort())
                .map(port -> new Web().body(URI.create("http://127.0.0.1:" + port + "/q/metrics")))
                .map(body -> new String(body, StandardCharsets.UTF_8))
                .forEach(text -> names.addAll(names(TOLD, text)));
        return names;
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
