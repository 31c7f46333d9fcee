package io.streammirror.watcher.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.catalog.Catalog;
import io.streammirror.decision.Decision;
import io.streammirror.decision.LogEntry;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.StoreKeys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Upstream states that cannot be used. */
class RefusedStatesTest extends AcceptorFixture {
    @Test
    void shouldKeepLastTwentyRefusedDocuments() {
        for (int i = 0; i < 25; i++) {
            clock.advance(Duration.ofMinutes(1));
            acceptance.refuse("bad signature", Optional.of(("document " + i).getBytes(StandardCharsets.UTF_8)));
            acceptance.refuse("bad signature", Optional.of(("document " + i).getBytes(StandardCharsets.UTF_8)));
        }

        var kept = new ArrayList<String>();
        store.list(
                StoreKeys.refused(MIRROR),
                object -> kept.add(new String(store.read(object.key(), 100), StandardCharsets.UTF_8)));
        assertThat(kept).hasSize(20).startsWith("document 5").endsWith("document 24");
        assertThat(entries())
                .extracting(LogEntry::decision)
                .singleElement()
                .isInstanceOfSatisfying(Decision.UpstreamRefused.class, refused -> assertThat(refused.document())
                        .startsWith("refused/stable/2026")
                        .endsWith(Sha256.of("document 0".getBytes(StandardCharsets.UTF_8))
                                .hex()));
    }

    @Test
    void shouldLogRefusalOncePerReason() {
        acceptance.refuse("bad signature", Optional.empty());
        acceptance.refuse("bad signature", Optional.empty());
        acceptance.refuse("no index", Optional.empty());

        assertThat(entries())
                .extracting(LogEntry::decision)
                .containsExactly(
                        new Decision.UpstreamRefused(MIRROR, "bad signature", null),
                        new Decision.UpstreamRefused(MIRROR, "no index", null));
    }

    @Test
    void shouldEndRefusalWhenTheSameCatalogIsAcceptedAgain() {
        accept();
        acceptance.refuse("bad signature", Optional.empty());

        assertThat(decide(acceptance)).isInstanceOf(AcceptanceResult.Accepted.class);
        assertThat(state().refused()).isNull();
        assertThat(entries()).hasSize(3);
    }

    @Test
    void shouldKeepRefusedDocumentAndLogItOnceWhileTheRestIsFollowed() {
        Catalog catalog = accept();
        byte[] document = "bad".getBytes(StandardCharsets.UTF_8);

        acceptance.keepRefused("stream x: bad signature", document);
        acceptance.keepRefused("stream x: bad signature", document);

        assertThat(entries())
                .hasSize(2)
                .last()
                .extracting(LogEntry::decision)
                .isInstanceOfSatisfying(
                        Decision.UpstreamRefused.class, refused -> assertThat(store.read(refused.document(), 100))
                                .isEqualTo(document));
        assertThat(state().refused()).isNull();
        assertThat(state().catalog().revision()).isEqualTo(catalog.revision());
    }
}
