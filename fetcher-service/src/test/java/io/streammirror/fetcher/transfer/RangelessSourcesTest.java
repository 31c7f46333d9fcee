package io.streammirror.fetcher.transfer;

import static io.streammirror.fetcher.transfer.ScriptedSource.partial;
import static io.streammirror.fetcher.transfer.ScriptedSource.status;
import static io.streammirror.fetcher.transfer.ScriptedSource.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.fetcher.source.HostConnections;
import io.streammirror.fetcher.transfer.Outcome.Stored;
import io.streammirror.fetcher.transfer.ScriptedSource.Answer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sources that have an item, but not in parts, when several connections would pay. */
@Timeout(60)
class RangelessSourcesTest extends FetchFixture {
    private static final String ETAG = "\"1\"";

    private final BlobFetcher parallel = fetch("parallel", sources, new HostConnections(3, 3, System::nanoTime));

    @Test
    void shouldReadWholeFromSourceThatRefusesEveryRange() throws Exception {
        sources.at(FIRST, unlessInParts(status(416)));

        assertStoredWhole();
    }

    @Test
    void shouldReadWholeFromSourceThatAnswersWithOtherRanges() throws Exception {
        sources.at(FIRST, unlessInParts(partial(new byte[8], ETAG, "bytes 1-8/" + LARGE.length)));

        assertStoredWhole();
    }

    private void assertStoredWhole() throws InterruptedException {
        assertThat(parallel.fetch(request(LARGE, Map.of(), FIRST), true, observer))
                .isInstanceOf(Stored.class);
        assertThat(sources.requests())
                .as("a part was asked for, then the whole")
                .contains("first")
                .anyMatch(request -> request.startsWith("first@"));
        assertStored(LARGE);
    }

    private static Answer unlessInParts(Answer refusal) {
        Answer whole = whole(LARGE, ETAG);
        return range -> range.isWhole() ? whole.to(range) : refusal.to(range);
    }
}
