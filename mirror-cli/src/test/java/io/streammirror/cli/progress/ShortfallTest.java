package io.streammirror.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.codec.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ShortfallTest {
    @Test
    void whoGotEverythingIsToldNothing() {
        assertThat(Shortfall.of(report("""
                {"name":"stable","state":"settled","settled":true,"complete":true}
                """))).isEmpty();
    }

    @Test
    void missingFilesAreNamedWithTheirReason() {
        assertThat(Shortfall.of(report("""
                {"name":"stable","state":"settled","settled":true,"complete":false,
                 "blobs":{"wanted":8,"stored":7,"failed":1},
                 "failures":[{"sha256":"aa","path":"noble/squashfs","reason":"sha256 is another"}],
                 "withheld":[{"product":"p","version":"v","reason":"no manifest"}]}
                """)))
                .containsExactly(
                        "stable: 1 of 8 files could not be had; versions that need them are not published",
                        "  noble/squashfs: sha256 is another",
                        "  p v is withheld: no manifest");
    }

    @Test
    void whoIsIncompleteWithoutMissingFilesIsToldWhy() {
        assertThat(Shortfall.of(report("""
                {"name":"stable","state":"settled","settled":true,"complete":false,
                 "reason":"the selections match nothing upstream"}
                """))).containsExactly("stable: the selections match nothing upstream");
    }

    @Test
    void aRefusedUpstreamIsNamedWithItsReason() {
        assertThat(Shortfall.of(report("""
                {"name":"stable","state":"refused","reason":"signed by a stranger"}
                """)))
                .containsExactly(
                        "stable: upstream is refused: signed by a stranger; what was published before stays served");
    }

    @Test
    void anUpstreamThatIsAwayIsNamedWithItsReason() {
        assertThat(Shortfall.of(report("""
                {"name":"stable","state":"unreachable","reason":"http://up/ cannot be read"}
                """)))
                .containsExactly("stable: upstream cannot be reached: http://up/ cannot be read");
    }

    private static StatusReport report(String mirror) {
        String json = "{\"run\":\"r\",\"mirrors\":[" + mirror + "]}";
        return Json.read(json.getBytes(StandardCharsets.UTF_8), StatusReport.class);
    }
}
