package io.streammirror.fetcher.transfer;

import static io.streammirror.fetcher.transfer.ScriptedSource.brokenAt;
import static io.streammirror.fetcher.transfer.ScriptedSource.partial;
import static io.streammirror.fetcher.transfer.ScriptedSource.status;
import static io.streammirror.fetcher.transfer.ScriptedSource.whole;
import static io.streammirror.fetcher.transfer.ScriptedSource.withoutRanges;
import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.fetcher.meter.RetryCause;
import io.streammirror.fetcher.part.PartSize;
import io.streammirror.fetcher.transfer.Outcome.Stored;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeTest extends FetchFixture {
    @Test
    void shouldResumeAtOffsetWhenConnectionBreaks() throws Exception {
        // Given
        int broken = 2 * PartSize.DEFAULT + 17;
        sources.at(FIRST, brokenAt(broken, LARGE, "\"1\""), whole(LARGE, "\"1\""));

        // When
        Outcome outcome = fetch(LARGE);

        // Then
        assertThat(outcome).isEqualTo(new Stored(LARGE.length));
        assertThat(sources.requests()).containsExactly("first", "first@" + broken);
        assertThat(observer.retries()).containsExactly(RetryCause.CONNECTION);
        assertStored(LARGE);
    }

    @Test
    void shouldStartOverWhenItemChanged() throws Exception {
        sources.at(FIRST, brokenAt(PartSize.DEFAULT + 1, FLIPPED, "\"old\""), whole(LARGE, "\"new\""));

        assertThat(fetch(LARGE)).isEqualTo(new Stored(LARGE.length + PartSize.DEFAULT + 1));
        assertThat(observer.restarts()).isOne();
        assertStored(LARGE);
    }

    @Test
    void shouldReadThroughAgainWhenSourceIgnoresRanges() throws Exception {
        sources.at(FIRST, brokenAt(1000, LARGE, "\"1\""), withoutRanges(LARGE));

        assertThat(fetch(LARGE)).isEqualTo(new Stored(LARGE.length + 1000));
        assertStored(LARGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bytes 0-999/25170535", "bytes 1001-25170534/25170535", "bytes 1000-25170534/25170536", "x"})
    void shouldNotUsePartialResponseThatIsNotTheRest(String contentRange) throws Exception {
        sources.at(
                FIRST,
                brokenAt(1000, LARGE, "\"1\""),
                partial(Arrays.copyOfRange(LARGE, 1000, LARGE.length), "\"1\"", contentRange),
                whole(LARGE, "\"1\""));

        assertThat(fetch(LARGE)).isEqualTo(new Stored(LARGE.length + 1000));
        assertThat(sources.requests()).containsExactly("first", "first@1000", "first");
        assertStored(LARGE);
    }

    @Test
    void shouldNotUsePartialResponseOfAnotherState() throws Exception {
        byte[] rest = Arrays.copyOfRange(LARGE, 1000, LARGE.length);
        String range = "bytes 1000-" + (LARGE.length - 1) + "/" + LARGE.length;
        sources.at(FIRST, brokenAt(1000, LARGE, "\"1\""), partial(rest, "\"2\"", range), whole(LARGE, "\"2\""));

        assertThat(fetch(LARGE)).isEqualTo(new Stored(LARGE.length + 1000));
        assertStored(LARGE);
    }

    @Test
    void shouldStartOverWhenRangeIsRefused() throws Exception {
        sources.at(FIRST, brokenAt(1000, LARGE, "\"1\""), status(416), whole(LARGE, "\"1\""));

        assertThat(fetch(LARGE)).isEqualTo(new Stored(LARGE.length + 1000));
        assertThat(observer.retries()).contains(RetryCause.RANGE);
        assertStored(LARGE);
    }
}
