package io.streammirror.cli.readers;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.api.ApiJson;
import io.streammirror.api.ReaderCounts;
import io.streammirror.api.ReaderInfo;
import io.streammirror.api.ReaderReport;
import io.streammirror.api.ReaderState;
import io.streammirror.cli.progress.TextStyle;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReaderMergeTest {
    private static final String LIVE = "ab".repeat(32);
    private static final String INDEX_ONLY = """
            {"address": "10.0.0.1", "agent": "Python/3.12 aiohttp/3.9", "mirror": "stable", "state": "refusing",
             "first": "2026-11-29T01:00:00Z", "seen": "2026-11-29T02:50:00Z", "refuses": "index",
             "attempt": {"publication": "%1$s", "index": "2026-11-29T02:50:00Z", "last": "2026-11-29T02:50:00Z",
              "paths": ["a.sjson", "b.sjson"], "asked": [], "readings": 4, "readings-since": "2026-11-29T01:00:00Z"},
             "items": {"taken": 0, "broken-off": 0, "not-asked": 10}}
            """.formatted(LIVE);
    private static final String DOCUMENTS_ONLY = """
            {"address": "10.0.0.1", "agent": "maas/3.8.0/g.1", "mirror": "stable", "state": "current",
             "first": "2026-11-29T00:30:00Z", "seen": "2026-11-29T02:50:02Z", "not-found": 1,
             "not-found-path": "/maas/\\u001bx", "keyring": "2026-11-29T00:10:00Z",
             "attempt": {"publication": "%1$s", "last": "%2$s", "paths": ["a.sjson", "b.sjson"], "asked": [%3$s],
              "readings": 1},
             "items": {"taken": 4, "broken-off": 1, "not-asked": 5}}
            """;

    @Test
    void shouldFindThatReaderIsCurrentWhoseRequestsWentToTwoPublishers() {
        ReaderReport merged = ReaderMerge.of(
                List.of(report(INDEX_ONLY), report(DOCUMENTS_ONLY.formatted(LIVE, "2026-11-29T02:50:02Z", "0, 1"))));

        ReaderInfo reader = only(merged);
        assertThat(reader.state()).isEqualTo(ReaderState.CURRENT);
        assertThat(reader.refuses()).isNull();
        assertThat(reader.agent()).isEqualTo("maas/3.8.0/g.1");
        assertThat(reader.items()).isEqualTo(new ReaderInfo.Items(4, 1, 5));
        assertThat(reader.first()).isEqualTo("2026-11-29T00:30:00Z");
        assertThat(reader.keyring()).isEqualTo("2026-11-29T00:10:00Z");
        assertThat(merged.mirrors().get(0).counts()).isEqualTo(new ReaderCounts(1, 0, 0, 0));
    }

    @Test
    void shouldFindTheDocumentThatReaderRefuses() {
        ReaderInfo reader = only(ReaderMerge.of(
                List.of(report(DOCUMENTS_ONLY.formatted(LIVE, "2026-11-29T02:50:02Z", "0")), report(INDEX_ONLY))));

        assertThat(reader.state()).isEqualTo(ReaderState.REFUSING);
        assertThat(reader.refuses()).isEqualTo("a.sjson");
    }

    @Test
    void shouldNotCountDocumentsOfAnEarlierReading() {
        ReaderInfo reader = only(ReaderMerge.of(
                List.of(report(INDEX_ONLY), report(DOCUMENTS_ONLY.formatted(LIVE, "2026-11-29T01:50:00Z", "0, 1")))));

        assertThat(reader.state()).isEqualTo(ReaderState.REFUSING);
        assertThat(reader.refuses()).isEqualTo("index");
    }

    @Test
    void shouldPrintThoseThatNeedAttentionFirst() {
        String lost = """
                {"address": "10.0.0.9", "agent": "maas/3.6.0", "state": "behind", "not-found": 3,
                 "not-found-path": "/wrong/streams/v1/index.sjson"}""";
        ReaderReport report = report(
                DOCUMENTS_ONLY.formatted(LIVE, "2026-11-29T02:50:02Z", "0, 1").replace("10.0.0.1", "10.0.0.2") + ","
                        + INDEX_ONLY + "," + lost);

        List<String> lines = ReaderText.of(report, TextStyle.PLAIN);

        assertThat(lines.get(0))
                .isEqualTo("stable: 0 current, 0 behind, 0 refusing, 0 silent; publication abababababab of 20 min ago");
        assertThat(lines.get(1)).startsWith("  STATE     ADDRESS   AGENT");
        assertThat(lines.get(2))
                .startsWith("  refusing  10.0.0.1  Python/3.12 aiohttp/3.9  10 min ago")
                .endsWith("refuses the index: give it the keyring of this mirror");
        assertThat(lines.get(3)).startsWith("  current   10.0.0.2").endsWith("1 times 404, last /maas/\uFFFDx");
        assertThat(lines.get(4))
                .isEqualTo("LOST  10.0.0.9 maas/3.6.0 asks for /wrong/streams/v1/index.sjson," + " where no mirror is");
    }

    private static ReaderInfo only(ReaderReport report) {
        assertThat(report.readers()).hasSize(1);
        return report.readers().get(0);
    }

    private static ReaderReport report(String readers) {
        String json = """
                {"since": "2026-11-29T00:00:00Z", "time": "2026-11-29T03:00:00Z",
                 "mirrors": [{"name": "stable", "publication": "%s", "published": "2026-11-29T02:40:00Z",
                  "signer": "key", "counts": {}}],
                 "readers": [%s]}""".formatted(LIVE, readers);
        return ApiJson.read(json.getBytes(StandardCharsets.UTF_8), ReaderReport.class);
    }
}
