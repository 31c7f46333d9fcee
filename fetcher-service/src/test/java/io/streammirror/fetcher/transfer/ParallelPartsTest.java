package io.streammirror.fetcher.transfer;

import static io.streammirror.fetcher.transfer.ScriptedSource.status;
import static io.streammirror.fetcher.transfer.ScriptedSource.whole;
import static io.streammirror.fetcher.transfer.ScriptedSource.withoutRanges;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.streammirror.fetcher.claim.Claims;
import io.streammirror.fetcher.meter.RetryCause;
import io.streammirror.fetcher.meter.Throttle;
import io.streammirror.fetcher.part.PartBuffers;
import io.streammirror.fetcher.part.PartSize;
import io.streammirror.fetcher.source.HostConnections;
import io.streammirror.fetcher.source.SourceHealth;
import io.streammirror.fetcher.source.SourceResponse;
import io.streammirror.fetcher.transfer.Outcome.Rejected;
import io.streammirror.fetcher.transfer.Outcome.Stored;
import io.streammirror.fetcher.transfer.ScriptedSource.Answer;
import io.streammirror.retry.RetryPolicy;
import io.streammirror.testing.time.Pause;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several connections to one item; the host's cap allows three and they are taken to pay. */
@Timeout(60)
class ParallelPartsTest extends FetchFixture {
    private static final String ETAG = "\"1\"";

    /** Takes as long as it takes to check connections three times. */
    private static final Happening THREE_CHECKS = () -> Pause.of(Duration.ofMillis(300));

    private final BlobFetcher parallel = fetch("parallel", sources, new HostConnections(3, 3, System::nanoTime));

    @Test
    void shouldReadPartsOverSeveralConnections() throws Exception {
        var together = new CountDownLatch(3);
        sources.at(FIRST, meeting(together, whole(LARGE, ETAG)));

        Outcome outcome = fetchInParallel();

        assertThat(outcome).isEqualTo(new Stored(LARGE.length));
        assertThat(together.getCount())
                .as("connections that were not there together")
                .isZero();
        assertThat(sources.requests())
                .containsExactlyInAnyOrder(
                        "first@0-5242879",
                        "first@5242880-10485759",
                        "first@10485760-15728639",
                        "first@15728640-" + (LARGE.length - 1));
        assertStored(LARGE);
    }

    @Test
    void shouldReadLaterPartsWhileFirstIsLate() throws Exception {
        // The first part arrives only after all later ones.
        var others = new CountDownLatch(3);
        Answer whole = whole(LARGE, ETAG);
        sources.at(FIRST, range -> {
            SourceResponse response = whole.to(range);
            return range.first() == 0 ? withBody(response, late(response.body(), others)) : counted(response, others);
        });

        Outcome outcome = fetchInParallel();

        assertThat(outcome).isEqualTo(new Stored(LARGE.length));
        assertStored(LARGE);
    }

    @Test
    void shouldContinuePartOfBrokenConnectionAtItsOffset() throws Exception {
        var breaks = new AtomicInteger();
        Answer whole = whole(LARGE, ETAG);
        sources.at(
                FIRST,
                range -> range.first() == PartSize.DEFAULT && breaks.getAndIncrement() == 0
                        ? ScriptedSource.brokenAt(PartSize.DEFAULT + 1000, LARGE, ETAG)
                                .to(range)
                        : whole.to(range));

        Outcome outcome = fetchInParallel();

        assertThat(outcome).isEqualTo(new Stored(LARGE.length));
        assertThat(sources.requests())
                .contains("first@" + (PartSize.DEFAULT + 1000) + "-" + (2 * PartSize.DEFAULT - 1));
        assertThat(observer.retries()).containsExactly(RetryCause.CONNECTION);
        assertStored(LARGE);
    }

    @Test
    void shouldReadThroughOnceWhenSourceIgnoresRanges() throws Exception {
        sources.at(FIRST, withoutRanges(LARGE));

        Outcome outcome = fetchInParallel();

        assertThat(outcome).isEqualTo(new Stored(LARGE.length));
        assertThat(observer.received()).isEqualTo(LARGE.length);
        assertStored(LARGE);
    }

    @Test
    void shouldStartOverUndividedWhenItemChangesBetweenParts() throws Exception {
        // The part with the changed byte comes from the old state.
        sources.at(
                FIRST,
                range -> (range.first() == PartSize.DEFAULT ? whole(FLIPPED, "\"old\"") : whole(LARGE, "\"new\""))
                        .to(range));

        Outcome outcome = fetchInParallel();

        assertThat(outcome).isInstanceOf(Stored.class);
        assertThat(sources.requests()).last().isEqualTo("first");
        assertStored(LARGE);
    }

    @Test
    void shouldFindChangedBytesBehindSameTagByDigest() throws Exception {
        var asked = new AtomicInteger();
        sources.at(
                FIRST, range -> (asked.incrementAndGet() <= 2 ? whole(FLIPPED, ETAG) : whole(LARGE, ETAG)).to(range));

        Outcome outcome = fetchInParallel();

        assertThat(outcome).isInstanceOf(Stored.class);
        assertThat(observer.retries()).contains(RetryCause.CONTENT);
        assertStored(LARGE);
    }

    @Test
    void shouldRejectWrongBytesAfterUndividedRead() throws Exception {
        sources.at(FIRST, whole(FLIPPED, ETAG));

        Outcome outcome = fetchInParallel();

        assertThat(outcome).asInstanceOf(type(Rejected.class)).satisfies(rejected -> assertThat(rejected.reason())
                .contains("sha256 is"));
        assertThat(sources.requests()).last().isEqualTo("first");
        assertThat(store.contents()).isEmpty();
    }

    @Test
    void shouldStartOverUndividedWhenRangesAreRefused() throws Exception {
        sources.at(FIRST, range -> (range.isWhole() ? whole(LARGE, ETAG) : status(416)).to(range));

        Outcome outcome = fetchInParallel();

        assertThat(outcome).isEqualTo(new Stored(LARGE.length));
        assertStored(LARGE);
    }

    @Test
    void shouldLeaveLastPartToConnectionThatReadsWhole() throws Exception {
        // The other connection is taken when the reading begins, and spare soon after.
        byte[] two = Arrays.copyOf(LARGE, PartSize.DEFAULT + 4711);
        var connections = new HostConnections(2, 2, System::nanoTime);
        HostConnections.Lease taken = connections.first(FIRST);
        Answer whole = whole(two, ETAG);
        sources.at(FIRST, range -> {
            taken.close();
            SourceResponse response = whole.to(range);
            return withBody(response, new SequenceInputStream(new NothingThat(THREE_CHECKS), response.body()));
        });

        Outcome outcome = fetch("beside", sources, connections).fetch(request(two, Map.of(), FIRST), true, observer);

        assertThat(outcome).isEqualTo(new Stored(two.length));
        assertThat(sources.requests()).containsExactly("first");
        assertStored(two);
    }

    @Test
    void shouldNeedMemoryForOnlyOnePart() throws Exception {
        var tight = new PartBuffers(PartSize.DEFAULT);
        var resources = new FetchResources(
                store,
                sources,
                new HostConnections(3, 3, System::nanoTime),
                new SourceHealth(clock),
                tight,
                Throttle.NONE,
                uploads,
                new RetryPolicy(clock::advance, new Random(1)),
                0,
                clock);
        sources.at(FIRST, whole(LARGE, ETAG));

        Outcome outcome = new BlobFetcher(resources, new Claims(store, "tight", () -> true, clock::advance, clock))
                .fetch(request(LARGE, Map.of(), FIRST), true, observer);

        assertThat(outcome).isEqualTo(new Stored(LARGE.length));
        assertStored(LARGE);
        assertThat(tight.used()).isZero();
    }

    private Outcome fetchInParallel() throws InterruptedException {
        return parallel.fetch(request(LARGE, Map.of(), FIRST), true, observer);
    }

    /** ResponseClassifier only when as many requests as the latch counts are there. */
    private static Answer meeting(CountDownLatch latch, Answer answer) {
        return range -> {
            latch.countDown();
            await(latch);
            return answer.to(range);
        };
    }

    private static InputStream late(InputStream body, CountDownLatch until) {
        return new SequenceInputStream(new NothingThat(() -> await(until)), body);
    }

    private static SourceResponse counted(SourceResponse response, CountDownLatch whenRead) {
        return withBody(response, new SequenceInputStream(response.body(), new NothingThat(whenRead::countDown)));
    }

    @FunctionalInterface
    private interface Happening {
        void happen() throws IOException;
    }

    /** No bytes, but something happens when they are read. */
    private static final class NothingThat extends InputStream {
        private final Happening happening;

        NothingThat(Happening happening) {
            this.happening = happening;
        }

        @Override
        public int read() throws IOException {
            happening.happen();
            return -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return read();
        }
    }

    private static SourceResponse withBody(SourceResponse response, InputStream body) {
        return response.withBody(body);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new IOException("waited in vain");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
