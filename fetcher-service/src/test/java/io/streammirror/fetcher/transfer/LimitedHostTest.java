package io.streammirror.fetcher.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.event.ItemRequested;
import io.streammirror.fetcher.claim.Claims;
import io.streammirror.fetcher.meter.Throttle;
import io.streammirror.fetcher.source.HostConnections;
import io.streammirror.fetcher.source.RangeRequest;
import io.streammirror.fetcher.source.SourceHealth;
import io.streammirror.fetcher.source.SourceReader;
import io.streammirror.fetcher.source.SourceRequest;
import io.streammirror.fetcher.source.SourceResponse;
import io.streammirror.fetcher.transfer.Outcome.Stored;
import io.streammirror.mirror.MirrorName;
import io.streammirror.retry.RetryPolicy;
import io.streammirror.retry.Sleeper;
import io.streammirror.testing.time.Pause;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts that serve one or two requests at a time and refuse others with 503. */
@Timeout(120)
class LimitedHostTest extends FetchFixture {
    private static final int MAX_REFUSED = 10;
    private static final int ITEMS = 12;
    private static final Duration SERVICE_TIME = Duration.ofMillis(30);

    /** Of those that were refused before the limit was known. */
    private static final Duration MAX_PAUSES = Duration.ofSeconds(10);

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void shouldFetchAllItemsFromHostThatAdmitsFewRequests(int limit) throws Exception {
        var host = new LimitedHost(limit);
        BlobFetcher fetcher = fetcher(host, new HostConnections(8));
        var requests = new ArrayList<ItemRequested>();
        for (int item = 0; item < ITEMS; item++) {
            byte[] bytes = ("item " + item).getBytes(StandardCharsets.UTF_8);
            URI source = URI.create("http://limited/" + item);
            host.add(source, bytes);
            requests.add(request(bytes, Map.of(), source));
        }

        long start = System.nanoTime();
        var outcomes = new ArrayList<Future<Outcome>>();
        for (ItemRequested request : requests) {
            outcomes.add(uploads.submit(() -> fetcher.fetch(request, true, new RecordedTransfer())));
        }

        for (Future<Outcome> outcome : outcomes) {
            assertThat(outcome.get(60, TimeUnit.SECONDS)).isInstanceOf(Stored.class);
        }
        assertThat(host.refused().values()).allMatch(count -> count <= MAX_REFUSED);
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        Duration least = SERVICE_TIME.multipliedBy(ITEMS).dividedBy(limit);
        assertThat(taken).isBetween(least, least.multipliedBy(2).plus(MAX_PAUSES));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void shouldFetchLargeItemWithoutHammeringHostThatAdmitsFewRequests(int limit) throws Exception {
        var host = new LimitedHost(limit);
        host.add(FIRST, LARGE);

        Outcome outcome = fetcher(host, new HostConnections(4, 4, System::nanoTime))
                .fetch(request(LARGE, Map.of(), FIRST), true, observer);

        assertThat(outcome).isEqualTo(new Stored(LARGE.length));
        assertThat(host.refused().getOrDefault(FIRST, 0)).isLessThanOrEqualTo(MAX_REFUSED);
    }

    /** A fetcher whose pauses take real time, in which the host serves others. */
    private BlobFetcher fetcher(SourceReader reader, HostConnections connections) {
        var resources = new FetchResources(
                store,
                reader,
                connections,
                new SourceHealth(clock),
                buffers,
                Throttle.NONE,
                uploads,
                new RetryPolicy(Sleeper.SYSTEM, new Random(1)),
                0,
                clock);
        return new BlobFetcher(resources, new Claims(store, "limited", () -> true, Sleeper.SYSTEM, clock));
    }

    /** Serves items as long as it serves fewer than its limit. */
    private static final class LimitedHost implements SourceReader {
        private final int limit;
        private final Map<URI, byte[]> items = new HashMap<>();
        private final Map<URI, Integer> refused = new HashMap<>();
        private int serving;

        LimitedHost(int limit) {
            this.limit = limit;
        }

        synchronized void add(URI source, byte[] item) {
            items.put(source, item);
        }

        synchronized Map<URI, Integer> refused() {
            return Map.copyOf(refused);
        }

        @Override
        public SourceRequest request(URI source, RangeRequest range, Collection<MirrorName> mirrors) {
            return new SourceRequest() {
                @Override
                public SourceResponse send() throws IOException {
                    return serve(source, range);
                }

                @Override
                public void cancel() {
                    // What is scripted is there at once.
                }
            };
        }

        private synchronized SourceResponse serve(URI source, RangeRequest range) throws IOException {
            if (serving >= limit) {
                refused.merge(source, 1, Integer::sum);
                return ScriptedSource.status(503).to(range);
            }
            serving++;
            SourceResponse response =
                    ScriptedSource.whole(items.get(source), "\"1\"").to(range);
            return response.withBody(new SlowBody(response.body()));
        }

        private synchronized void served() {
            serving--;
        }

        /** Takes a moment before its first byte. */
        private final class SlowBody extends FilterInputStream {
            private boolean begun;
            private boolean closed;

            SlowBody(InputStream bytes) {
                super(bytes);
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                if (!begun) {
                    begun = true;
                    Pause.of(SERVICE_TIME);
                }
                return in.read(target, offset, length);
            }

            @Override
            public void close() throws IOException {
                super.close();
                if (!closed) {
                    closed = true;
                    served();
                }
            }
        }
    }
}
