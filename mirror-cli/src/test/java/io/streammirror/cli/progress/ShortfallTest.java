package io.streammirror.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.api.ApiJson;
import io.streammirror.api.StatusReport;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ShortfallTest {
    @Test
    void shouldBeEmptyWhenEverythingIsComplete() {
        assertThat(Shortfall.of(report("""
                {"name":"stable","state":"settled","settled":true,"complete":true}
                """))).isEmpty();
    }

    @Test
    void shouldNameMissingFilesWithReason() {
        assertThat(Shortfall.of(report("""
                {"name":"stable","state":"settled","settled":true,"complete":false,
                 "blobs":{"wanted":8,"stored":7,"failed":1},
                 "failures":[{"sha256":"%s","path":"noble/squashfs","reason":"sha256 is another"}],
                 "withheld":[{"product":"p","version":"v","reason":"no manifest"}]}
                """.formatted("a".repeat(64)))))
                .containsExactly(
                        "stable: 1 of 8 files could not be fetched; versions that need them are not published",
                        "  noble/squashfs: sha256 is another",
                        "  p v is withheld: no manifest");
    }

    @Test
    void shouldPrintReasonWhenIncompleteWithoutMissingFiles() {
        assertThat(Shortfall.of(report("""
                {"name":"stable","state":"settled","settled":true,"complete":false,
                 "reason":"the selections match nothing upstream"}
                """))).containsExactly("stable: the selections match nothing upstream");
    }

    @Test
    void shouldPrintReasonWhenUpstreamIsRefused() {
        assertThat(Shortfall.of(report("""
                {"name":"stable","state":"refused","reason":"signed by a stranger"}
                """)))
                .containsExactly("stable: upstream is refused: signed by a stranger; the live publication stays");
    }

    @Test
    void shouldPrintReasonWhenUpstreamIsUnreachable() {
        assertThat(Shortfall.of(report("""
                {"name":"stable","state":"unreachable","reason":"http://up/ cannot be read"}
                """)))
                .containsExactly("stable: upstream cannot be reached: http://up/ cannot be read");
    }

    private static StatusReport report(String mirror) {
        String json = "{\"run\":\"r\",\"mirrors\":[" + mirror + "]}";
        return ApiJson.read(json.getBytes(StandardCharsets.UTF_8), StatusReport.class);
    }
}
