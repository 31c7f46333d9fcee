package io.streammirror.watcher.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.catalog.Catalog;
import io.streammirror.decision.LogEntry;
import io.streammirror.upstream.ReadResult;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Several watchers of one mirror. */
class SeveralWatchersTest extends AcceptorFixture {
    @Test
    void shouldMakeOneEntryWhenTwoWatchersSeeTheSame() {
        store.beforeNextCreate(() -> decide(rival));

        AcceptanceResult verdict = decide(acceptance);

        assertThat(verdict)
                .isEqualTo(new AcceptanceResult.Unchanged(state().catalog().revision()));
        assertThat(entries()).hasSize(1).first().extracting(LogEntry::writer).isEqualTo("watcher-2");
    }

    @Test
    void shouldNotGoBackWhenAnotherWatcherAcceptedANewerState() {
        ReadResult older = read();
        tree.publish(images(9, "two"));
        store.beforeNextCreate(() -> decide(rival));

        AcceptanceResult verdict = acceptance.decide(older, upstream.select(older.set(), null));

        assertThat(verdict).isEqualTo(new AcceptanceResult.Conflict());
        assertThat(state().catalog().revision())
                .isEqualTo(upstream.select(read().set(), null).revision());
        assertThat(state().held()).isNull();
    }

    @Test
    void shouldReadUpstreamAgainWhenAnotherWatcherRefusedIt() {
        Catalog catalog = accept();
        rival.refuse("bad signature", Optional.empty());

        assertThat(acceptance.standStill(read().set().updated(), catalog.revision()))
                .isEqualTo(new AcceptanceResult.Conflict());
    }
}
