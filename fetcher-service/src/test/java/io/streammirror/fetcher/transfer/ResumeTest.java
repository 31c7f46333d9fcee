package io.streammirror.fetcher.transfer;

import static io.streammirror.fetcher.transfer.ScriptedSource.brokenAt;
import static io.streammirror.fetcher.transfer.ScriptedSource.partial;
import static io.streammirror.fetcher.transfer.ScriptedSource.status;
import static io.streammirror.fetcher.transfer.ScriptedSource.whole;
import static io.streammirror.fetcher.transfer.ScriptedSource.withoutRanges;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.streammirror.fetcher.meter.RetryCause;
import io.streammirror.fetcher.part.PartSize;
import io.streammirror.fetcher.source.RangeRequest;
import io.streammirror.fetcher.transfer.Outcome.Failed;
import io.streammirror.fetcher.transfer.Outcome.Stored;
import io.streammirror.fetcher.transfer.ScriptedSource.Answer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeTest extends FetchFixture {
    @Test
    void shouldResumeAtOffsetWhenConnectionBreaks() throws Exception {
        int broken = 2 * PartSize.DEFAULT + 17;
        sources.at(FIRST, brokenAt(broken, LARGE, "\"1\""), whole(LARGE, "\"1\""));

        Outcome outcome = fetch(LARGE);

        assertThat(outcome).isEqualTo(new Stored(LARGE.length));
        assertThat(sources.requests()).containsExactly("first", "first@" + broken);
        assertThat(observer.retries()).containsExactly(RetryCause.CONNECTION);
        assertStored(LARGE);
    }

    @Test
    void shouldResumeWhenServersBehindOneNameSendDifferentTags() throws Exception {
        sources.at(FIRST, brokenAt(PartSize.DEFAULT + 1, LARGE, "\"one\""), whole(LARGE, "\"two\""));

        assertThat(fetch(LARGE)).isEqualTo(new Stored(LARGE.length));
        assertThat(observer.restarts()).isZero();
        assertStored(LARGE);
    }

    @Test
    void shouldStartOverOnceWhenBytesOfItemChanged() throws Exception {
        sources.at(FIRST, brokenAt(3 * PartSize.DEFAULT, FLIPPED, "\"old\""), whole(LARGE, "\"new\""));

        assertThat(fetch(LARGE)).isEqualTo(new Stored(2L * LARGE.length));
        assertThat(observer.restarts()).isOne();
        assertStored(LARGE);
    }

    @Test
    void shouldStopWhenSourcesHaveSentItemTwice() throws Exception {
        int most = LARGE.length - 1000;
        Answer breaking = withoutRangesBrokenAt(most, LARGE);
        sources.at(FIRST, breaking, breaking, breaking);

        assertThat(fetch(LARGE)).asInstanceOf(type(Failed.class)).satisfies(failed -> assertThat(failed.retryable())
                .isTrue());
        assertThat(sources.requests()).hasSizeLessThanOrEqualTo(2);
    }

    private static Answer withoutRangesBrokenAt(int offset, byte[] item) {
        return range -> withoutRanges(item)
                .to(range)
                .withBody(brokenAt(offset, item, "").to(RangeRequest.WHOLE).body());
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
    void shouldStartOverWhenRangeIsRefused() throws Exception {
        sources.at(FIRST, brokenAt(1000, LARGE, "\"1\""), status(416), whole(LARGE, "\"1\""));

        assertThat(fetch(LARGE)).isEqualTo(new Stored(LARGE.length + 1000));
        assertThat(observer.retries()).contains(RetryCause.RANGE);
        assertStored(LARGE);
    }

    @Test
    void shouldResumeSecondReadWhenConnectionBreaks() throws Exception {
        sources.at(FIRST, whole(FLIPPED, "\"1\""), brokenAt(PartSize.DEFAULT, LARGE, "\"1\""), whole(LARGE, "\"1\""));

        assertThat(fetch(LARGE)).isEqualTo(new Stored(2L * LARGE.length));
        assertStored(LARGE);
    }
}
