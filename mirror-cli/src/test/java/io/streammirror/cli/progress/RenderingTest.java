package io.streammirror.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.api.ApiJson;
import io.streammirror.api.StatusReport;
import io.streammirror.mirror.MirrorName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RenderingTest {
    private static final String STATUS = """
            {"run":"r1","time":"2026-11-23T00:00:00Z","new-field":1,
             "mirrors":[{"name":"maas-stable","state":"syncing","settled":false,"complete":false,
               "poll-outcome":"accepted","reason":"bad \\u001b[2J name","products":46,"versions":92,"items":300,
               "blobs":{"wanted":120,"stored":80,"failed":1},
               "bytes":{"wanted":100000000,"stored":50000000}}],
             "fetching":[{"fetcher":"f","sha256":"%s","path":"jammy/squashfs","size":200,"bytes":50,"rate":1500000}]}
            """.formatted("a".repeat(64));

    private static final StatusReport REPORT =
            ApiJson.read(STATUS.getBytes(StandardCharsets.UTF_8), StatusReport.class);

    @Test
    void shouldPrintWarningsFirst() {
        StatusReport warned = ApiJson.read(
                "{\"mirrors\":[],\"warnings\":[\"the store is careless\"]}".getBytes(StandardCharsets.UTF_8),
                StatusReport.class);

        assertThat(StatusLines.full(warned))
                .containsExactly("WARNING: the store is careless", "no mirror has reported yet");
    }

    @Test
    void shouldNameWithheldVersionsWithTheirPlaceAndNoControls() {
        String status = """
                {"mirrors":[{"name":"maas-stable","state":"settled","settled":true,
                  "withheld":[{"stream":"s","product":"\\u001b]0;x\\u0007","version":"v1","reason":"/products/8/note is too long"}],
                  "left-out":[{"stream":"com.example:other","reason":"\\u009b31m"}],
                  "notes":["Stream s keeps its published header"],"violations":["a \\u202e b"]}]}
                """;

        var lines = StatusLines.full(ApiJson.read(status.getBytes(StandardCharsets.UTF_8), StatusReport.class));

        assertThat(lines)
                .contains("  withheld     \ufffd]0;x\ufffd v1 is withheld: /products/8/note is too long")
                .contains("  left out     stream com.example:other: \ufffd31m")
                .contains("  note         Stream s keeps its published header")
                .contains("  REFUSED      a \ufffd b");
    }

    @Test
    void shouldShowThatUpstreamIsUnsigned() {
        String status = "{\"mirrors\":[{\"name\":\"maas-stable\",\"state\":\"settled\",\"unsigned\":true}]}";

        assertThat(StatusLines.full(ApiJson.read(status.getBytes(StandardCharsets.UTF_8), StatusReport.class)))
                .anySatisfy(line -> assertThat(line).startsWith("  UNSIGNED"));
    }

    @Test
    void shouldFormatBytesInPowersOfTen() {
        assertThat(ByteFormat.of(0)).isEqualTo("0 B");
        assertThat(ByteFormat.of(999)).isEqualTo("999 B");
        assertThat(ByteFormat.of(1000)).isEqualTo("1.0 kB");
        assertThat(ByteFormat.of(999_949)).isEqualTo("999.9 kB");
        assertThat(ByteFormat.of(999_999)).isEqualTo("1.0 MB");
        assertThat(ByteFormat.of(1_500_000_000)).isEqualTo("1.5 GB");
        assertThat(ByteFormat.of(Long.MAX_VALUE)).isEqualTo("9223.4 PB");
    }

    @Test
    void shouldFillBarOnlyWhenAllIsDone() {
        assertThat(Bar.of(0, 0, 4)).isEqualTo("[....]");
        assertThat(Bar.of(1, 2, 4)).isEqualTo("[##..]");
        assertThat(Bar.of(999, 1000, 4)).isEqualTo("[###.]");
        assertThat(Bar.of(1000, 1000, 4)).isEqualTo("[####]");
        assertThat(Bar.percent(999, 1000)).isEqualTo(99);
    }

    @Test
    void shouldEstimateTimeOnlyWhenRateIsKnown() {
        assertThat(Eta.of(1000, 0)).isEmpty();
        assertThat(Eta.of(0, 1000)).isEmpty();
        assertThat(Eta.of(1001, 1000)).contains(Duration.ofSeconds(2));
        assertThat(Eta.text(Duration.ofSeconds(59))).isEqualTo("59 s");
        assertThat(Eta.text(Duration.ofSeconds(3700))).isEqualTo("1 h 1 min");
    }

    @Test
    void shouldSmoothRate() {
        long second = Duration.ofSeconds(1).toNanos();
        var steady = SmoothedRate.startingAt(0, 0).observe(second, 1000);

        assertThat(steady.perSecond()).isEqualTo(1000);
        assertThat(steady.observe(2 * second, 1000).perSecond()).isBetween(500.0, 999.0);
    }

    @Test
    void shouldRestartRateWhenCountFalls() {
        long second = Duration.ofSeconds(1).toNanos();
        var slow = new SmoothedRate(0, 1000, 0.001);

        var restarted = slow.observe(second, 10).observe(2 * second, 510);

        assertThat(restarted.perSecond()).isEqualTo(500);
    }

    @Test
    void shouldFitLiveLinesToTerminalWithoutControlCharacters() {
        var rates = Map.of(new MirrorName("maas-stable"), new SmoothedRate(0, 0, 1_000_000));

        var lines = StatusLines.live(REPORT, rates, 60);

        assertThat(lines).hasSize(2).allSatisfy(line -> assertThat(line)
                .hasSizeLessThanOrEqualTo(60)
                .doesNotContain("\u001b"));
        assertThat(lines.get(0)).startsWith("maas-stable [############............]  50% 50.0 MB of 100.0");
        assertThat(StatusLines.plain(REPORT.mirrors().get(0))).contains("(bad \uFFFD[2J name)");
        assertThat(lines.get(1)).isEqualTo("  [###.........]  25%    1.5 MB/s  jammy/squashfs");
    }

    @Test
    void shouldShowRateAndRemainingTimeWhenTerminalIsWide() {
        var rates = Map.of(new MirrorName("maas-stable"), new SmoothedRate(0, 0, 1_000_000));

        assertThat(StatusLines.live(REPORT, rates, 200).get(0)).endsWith("80/120 files, 1 failed, 1.0 MB/s, 50 s");
    }

    @Test
    void shouldReadWidthFromLastNumber() {
        assertThat(TerminalWidth.parse("24 80\n")).isEqualTo(80);
        assertThat(TerminalWidth.parse("132")).isEqualTo(132);
        assertThat(TerminalWidth.parse("0 0")).isZero();
        assertThat(TerminalWidth.parse("stty: no tty")).isZero();
    }
}
