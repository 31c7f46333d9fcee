package io.streammirror.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The rules and the board that operators load, and what they name. */
final class MonitoringFiles {
    static final Path RULES = MirrorProcess.home().resolve("deploy/prometheus/stream-mirror.rules.yaml");
    static final Path RULE_TESTS = MirrorProcess.home().resolve("deploy/prometheus/tests");
    static final Path BOARD = MirrorProcess.home().resolve("deploy/grafana/stream-mirror.json");
    static final Path METRICS_PAGE = MirrorProcess.home().resolve("docs/reference/metrics.md");
    static final Path RUNBOOKS = MirrorProcess.home().resolve("docs/runbooks.md");

    private static final Pattern ALERT = Pattern.compile("(?m)^      - alert: (\\w+)\\n");
    private static final Pattern METRIC = Pattern.compile("\\bstream_mirror_[a-z_]+\\b");

    private MonitoringFiles() {}

    /** The text of each alert, by its name, in the order of the file. */
    static Map<String, String> alerts() {
        String rules = read(RULES);
        List<MatchResult> starts = ALERT.matcher(rules).results().toList();
        var alerts = new LinkedHashMap<String, String>();
        for (int i = 0; i < starts.size(); i++) {
            int end = i + 1 < starts.size() ? starts.get(i + 1).start() : rules.length();
            alerts.put(starts.get(i).group(1), rules.substring(starts.get(i).end(), end));
        }
        return alerts;
    }

    static List<JsonNode> panels() {
        var panels = new ArrayList<JsonNode>();
        board().required("panels").forEach(panels::add);
        return panels;
    }

    /** The expressions of all panels, for all mirrors. */
    static List<String> boardExpressions() {
        return panels().stream()
                .flatMap(panel -> panel.findValuesAsText("expr").stream())
                .map(expression -> expression.replace("$mirror", ".*"))
                .toList();
    }

    /** The names of our metrics in a text; of a histogram, that of the whole. */
    static Set<String> metricsIn(String text) {
        return METRIC.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(name -> name.replaceFirst("_seconds_(sum|count|bucket)$", "_seconds"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static JsonNode board() {
        try {
            return new ObjectMapper().readTree(BOARD.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> ruleTests() {
        return Arrays.stream(RULE_TESTS.toFile().listFiles())
                .map(file -> file.toPath())
                .sorted()
                .toList();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
