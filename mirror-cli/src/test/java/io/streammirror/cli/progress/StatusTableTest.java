package io.streammirror.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.api.ApiJson;
import io.streammirror.api.StatusReport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusTableTest {
    private static final String ID = "ab".repeat(32);
    private static final StatusReport REPORT = report("""
            {"time": "2026-11-29T03:00:00Z", "mirrors": [
             {"name": "stable", "state": "settled", "settled": true, "complete": true, "publication": "%1$s",
              "published": "2026-11-29T02:48:00Z", "products": 12, "versions": 24,
              "bytes": {"wanted": 31000000000, "stored": 31000000000},
              "readers": {"current": 3, "behind": 1, "refusing": 2, "silent": 0}},
             {"name": "candidate-of-everything", "state": "syncing", "bytes": {"wanted": 1000000, "stored": 630000}},
             {"name": "doubted", "state": "held", "held": {"revision": "%1$s", "since": "2026-11-29T02:00:00Z",
              "objections": [{"suspicion": "rollback", "reason": "older than \\u001b[2J before"}]},
              "orders": {"hold": {"who": "alice", "since": "2026-11-28T00:00:00Z", "sequence": 4}, "pins": [],
               "rollbacks": []}}]}
            """.formatted(ID));

    @Test
    void shouldShowWhatNeedsActionFirstAndThenATable() {
        assertThat(StatusTable.of(REPORT, TextStyle.PLAIN))
                .containsExactly(
                        "NEEDS ACTION",
                        "  doubted holds a change of upstream: older than \uFFFD[2J before. To accept it: mirror accept"
                                + " doubted abababababab --why '...'",
                        "  stable is refused by 2 readers: mirror readers stable",
                        "  doubted is on hold since 2026-11-28T00:00:00Z. To end it: mirror release doubted",
                        "",
                        "STATE        MIRROR                   STORED              PUBLISHED    CONTENTS"
                                + "                  READERS",
                        "up to date   stable                   31.0 GB             12 min ago   12 products, 24 versions"
                                + "  2 refusing, 1 behind, 3 current",
                        "syncing 63%  candidate-of-everything  630.0 kB of 1.0 MB  nothing yet  0 products, 0 versions"
                                + "    none seen",
                        "on hold      doubted                  0 B                 nothing yet  0 products, 0 versions"
                                + "    none seen");
    }

    @Test
    void shouldColourStatesAndKeepColumnsAligned() {
        List<String> lines = StatusTable.of(REPORT, new TextStyle(true));

        assertThat(lines).anyMatch(line -> line.startsWith("\u001b[32mup to date\u001b[0m   stable "));
        assertThat(lines.stream()
                        .map(line -> line.replaceAll("\u001b\\[\\d+m", ""))
                        .toList())
                .isEqualTo(StatusTable.of(REPORT, TextStyle.PLAIN));
    }

    @Test
    void shouldSayNothingOfActionsWhenNoneIsNeeded() {
        StatusReport calm = report(
                "{\"mirrors\": [{\"name\": \"stable\", \"state\": \"settled\", \"complete\": true, \"publication\": \""
                        + ID + "\"}]}");

        assertThat(StatusTable.of(calm, TextStyle.PLAIN))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("up to date  stable");
    }

    @Test
    void shouldCallMirrorEmptyWhileItWaitsForItsFirstBundle() {
        StatusReport waiting =
                report("{\"mirrors\": [{\"name\": \"offline\", \"state\": \"settled\", \"complete\": true}]}");

        assertThat(StatusTable.of(waiting, TextStyle.PLAIN)).last().asString().startsWith("empty  offline");
    }

    @Test
    void shouldColourOnlyOnCapableTerminalsWhoseUserWantsIt() {
        assertThat(TextStyle.of(Map.of("TERM", "xterm"), true).coloured()).isTrue();
        assertThat(TextStyle.of(Map.of("NO_COLOR", ""), true).coloured()).isTrue();
        assertThat(TextStyle.of(Map.of("NO_COLOR", "1"), true).coloured()).isFalse();
        assertThat(TextStyle.of(Map.of("TERM", "dumb"), true).coloured()).isFalse();
        assertThat(TextStyle.of(Map.of(), false).coloured()).isFalse();
    }

    private static StatusReport report(String json) {
        return ApiJson.read(json.getBytes(StandardCharsets.UTF_8), StatusReport.class);
    }
}
