package io.streammirror.fetcher.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.fetcher.retry.RetryPolicy;
import io.streammirror.fetcher.transfer.LoopbackOrigin.Reply;
import io.streammirror.fetcher.transfer.Outcome.Stored;
import io.streammirror.fetcher.transfer.SourceReader.ResumePoint;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpSourceReaderTest extends FetchBench {
    private static final byte[] ITEM = randomBytes(300_000);
    private static final String ETAG = "\"1\"";
    private static final ResumePoint MIDDLE = new ResumePoint(100_000, ETAG);

    private final LoopbackOrigin origin = new LoopbackOrigin();
    private final HttpSourceReader reader = new HttpSourceReader(Duration.ofSeconds(30));

    @AfterEach
    void stopOrigin() {
        origin.close();
    }

    @Test
    void aWholeItemComesWithItsLengthAndValidator() throws Exception {
        origin.reply(Reply.ranged(ITEM, ETAG));

        try (SourceResponse response = reader.open(origin.item(), Optional.empty())) {
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.length()).hasValue(ITEM.length);
            assertThat(response.strongEtag()).contains(ETAG);
            assertThat(response.range()).isEmpty();
            assertThat(response.body().readAllBytes()).isEqualTo(ITEM);
        }
        assertThat(origin.ranges()).containsExactly("none");
    }

    @Test
    void theRestComesWithItsRange() throws Exception {
        origin.reply(Reply.ranged(ITEM, ETAG));

        try (SourceResponse response = reader.open(origin.item(), Optional.of(MIDDLE))) {
            assertThat(response.status()).isEqualTo(206);
            assertThat(response.range())
                    .contains(new ContentRange(100_000, ITEM.length - 1, OptionalLong.of(ITEM.length)));
            assertThat(response.body().readAllBytes()).isEqualTo(Arrays.copyOfRange(ITEM, 100_000, ITEM.length));
        }
        assertThat(origin.ranges()).containsExactly("bytes=100000- if " + ETAG);
    }

    @Test
    void aServerThatIgnoresRangesGivesTheWhole() throws Exception {
        origin.reply(Reply.whole(ITEM));

        try (SourceResponse response = reader.open(origin.item(), Optional.of(MIDDLE))) {
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.range()).isEmpty();
            assertThat(response.body().readAllBytes()).isEqualTo(ITEM);
        }
    }

    @Test
    void aWeakValidatorIsNone() throws Exception {
        origin.reply(Reply.ranged(ITEM, "W/\"1\""));

        try (SourceResponse response = reader.open(origin.item(), Optional.empty())) {
            assertThat(response.strongEtag()).isEmpty();
        }
    }

    @Test
    void aRefusalIsAnAnswer() throws Exception {
        origin.reply(Reply.status(404, Map.of("Retry-After", "7")));

        try (SourceResponse response = reader.open(origin.item(), Optional.empty())) {
            assertThat(response.status()).isEqualTo(404);
            assertThat(response.retryAfter()).isEqualTo(Duration.ofSeconds(7));
        }
    }

    @Test
    void aRedirectIsFollowed() throws Exception {
        origin.reply(Reply.status(302, Map.of("Location", "/elsewhere")), Reply.whole(ITEM));

        try (SourceResponse response = reader.open(origin.item(), Optional.empty())) {
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.body().readAllBytes()).isEqualTo(ITEM);
        }
        assertThat(origin.paths()).containsExactly("/item", "/elsewhere");
    }

    @Test
    void aRedirectToNowhereIsABrokenConnection() {
        origin.reply(Reply.status(302, Map.of("Location", "http://not an address/")));

        assertThatThrownBy(() -> reader.open(origin.item(), Optional.empty()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("redirected");
    }

    @Test
    void aConnectionCutInTheBodyGoesOnAtTheOffset() throws Exception {
        // Given
        origin.reply(Reply.cut(ITEM, ETAG, 100_000), Reply.ranged(ITEM, ETAG));
        var overHttp = new Fetch(
                store, reader, buffers, uploads, new RetryPolicy(clock::advance, new Random(1)), Throttle.NONE, clock);

        // When
        Outcome outcome = overHttp.fetch(request(ITEM, Map.of(), origin.item()), observer);

        // Then
        assertThat(outcome).isEqualTo(new Stored(ITEM.length));
        assertThat(origin.ranges()).containsExactly("none", "bytes=100000- if " + ETAG);
        assertThat(observer.retries()).containsExactly(RetryCause.CONNECTION);
        assertStored(ITEM);
    }

    @Test
    void silenceInTheBodyIsABrokenConnection() throws Exception {
        origin.reply(Reply.silentAfter(ITEM, 10));
        var impatient = new HttpSourceReader(Duration.ofSeconds(1));

        try (SourceResponse response = impatient.open(origin.item(), Optional.empty())) {
            assertThat(response.body().readNBytes(10)).isEqualTo(Arrays.copyOf(ITEM, 10));
            assertThatThrownBy(() -> response.body().read())
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessageContaining("no byte for 1 seconds");
        }
    }
}
