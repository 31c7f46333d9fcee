package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The alerts and the board as files: their tests pass, and runbooks and metrics exist. */
final class AlertRulesIT {
    private static final Pattern HEADING = Pattern.compile("(?m)^## (\\w+)$");
    private static final Pattern SECTION = Pattern.compile("(?m)^## ");
    private static final Pattern FOR = Pattern.compile("(?m)^        for: (\\d+)([mh])$");
    private static final Duration TWO_SCRAPES = Duration.ofMinutes(2);

    /** The parts of a section of the runbooks. */
    private static final List<String> PARTS = List.of("Symptom", "Meaning", "First check", "What to do");

    @Test
    void shouldPassTestsOfRules() {
        Promtool.assumeInstalled();
        assertThat(Promtool.run(List.of("check", "rules"), List.of(MonitoringFiles.RULES)))
                .contains("SUCCESS");
        assertThat(Promtool.run(List.of("test", "rules"), MonitoringFiles.ruleTests()))
                .doesNotContain("FAILED");
    }

    @Test
    void shouldHaveTestOfEveryAlert() {
        Set<String> tested = MonitoringFiles.ruleTests().stream()
                .map(Path::getFileName)
                .map(name -> name.toString().replace(".yaml", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(tested).isEqualTo(new TreeSet<>(MonitoringFiles.alerts().keySet()));
        assertThat(MonitoringFiles.ruleTests()).allSatisfy(file -> {
            String name = file.getFileName().toString().replace(".yaml", "");
            String text = MonitoringFiles.read(file);
            assertThat(text).as("%s misses a scrape", name).contains("stale");
            assertThat(firing(text)).as("%s is calm, fires and resolves", name).matches("\\.+!+[.!]*\\.");
            assertThat(text.lines().filter(line -> line.contains("alertname:")))
                    .allMatch(line -> line.endsWith(" " + name));
        });
    }

    /** A sign for each expectation of a test file: {@code !} where the alert fires, {@code .} where it does not. */
    private static String firing(String ruleTest) {
        return ruleTest.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("exp_alerts:"))
                .map(line -> line.endsWith("[]") ? "." : "!")
                .collect(Collectors.joining());
    }

    @Test
    void shouldHaveRunbookOfEveryAlertAndNoOther() {
        String page = MonitoringFiles.read(MonitoringFiles.RUNBOOKS);
        List<String> headings =
                HEADING.matcher(page).results().map(match -> match.group(1)).toList();

        assertThat(headings)
                .containsExactlyInAnyOrderElementsOf(MonitoringFiles.alerts().keySet());
        assertThat(MonitoringFiles.alerts()).allSatisfy((name, alert) -> assertThat(alert)
                .contains("runbook_url: docs/runbooks.md#" + name.toLowerCase(Locale.ROOT) + "\n")
                .containsPattern("summary: \\S")
                .containsPattern("description: \\S")
                .containsPattern("severity: (warn|critical)\n"));
        assertThat(SECTION.splitAsStream(page))
                .filteredOn(
                        section -> headings.contains(section.lines().findFirst().orElse("")))
                .hasSameSizeAs(headings)
                .allSatisfy(section ->
                        assertThat(PARTS).allSatisfy(part -> assertThat(section).contains("**" + part + "**")));
    }

    @Test
    void shouldWaitForTwoScrapesBeforeAnyAlert() {
        assertThat(MonitoringFiles.alerts()).allSatisfy((name, alert) -> {
            Matcher waiting = FOR.matcher(alert);
            assertThat(waiting.find()).isTrue();
            Duration duration = Duration.parse("PT" + waiting.group(1) + waiting.group(2));
            assertThat(duration).isGreaterThanOrEqualTo(TWO_SCRAPES);
        });
    }

    @Test
    void shouldUseOnlyDocumentedMetrics() {
        Set<String> documented = MonitoringFiles.metricsIn(MonitoringFiles.read(MonitoringFiles.METRICS_PAGE));

        assertThat(documented).containsAll(MonitoringFiles.metricsIn(MonitoringFiles.read(MonitoringFiles.RULES)));
        assertThat(documented).containsAll(MonitoringFiles.metricsIn(MonitoringFiles.read(MonitoringFiles.BOARD)));
    }

    @Test
    void shouldExplainEveryPanelWithUnit() {
        assertThat(MonitoringFiles.panels()).hasSizeGreaterThan(20);
        assertThat(MonitoringFiles.panels())
                .filteredOn(panel -> panel.required("type").asText().equals("row"))
                .extracting(row -> row.required("title").asText())
                .containsExactly("Overview", "Freshness", "Fetching", "Serving", "Store");
        assertThat(MonitoringFiles.panels())
                .filteredOn(panel -> !panel.required("type").asText().equals("row"))
                .allSatisfy(panel -> {
                    assertThat(panel.required("description").asText()).isNotBlank();
                    assertThat(panel.required("fieldConfig")
                                    .required("defaults")
                                    .required("unit")
                                    .asText())
                            .isNotBlank();
                });
    }
}
