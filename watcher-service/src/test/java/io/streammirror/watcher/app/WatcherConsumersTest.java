package io.streammirror.watcher.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.config.SettingsFixture;
import io.streammirror.event.EventCodec;
import io.streammirror.event.FetchResult;
import io.streammirror.event.FetchResults;
import io.streammirror.event.ItemFailed;
import io.streammirror.event.ItemRejected;
import io.streammirror.event.ItemRequested;
import io.streammirror.event.ItemStored;
import io.streammirror.event.PollRequested;
import io.streammirror.http.EnvironmentProxies;
import io.streammirror.mirror.MirrorName;
import io.streammirror.service.ServiceEnvironment;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.watcher.poll.FakeScheduler;
import io.streammirror.watcher.poll.PollScheduler;
import io.streammirror.watcher.poll.WatchedMirror;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The effect of results and commands on the requests of a mirror. */
class WatcherConsumersTest {
    private static final Duration INTERVAL = Duration.ofMinutes(15);

    private final WatchedMirror mirror = new WatchedMirror();
    private final FakeScheduler executor = new FakeScheduler();
    private final PollScheduler schedule = new PollScheduler(executor, () -> 0, polled -> {});
    private final WatcherConsumers consumers = new WatcherConsumers(
            mirror.pending,
            mirror.wanted,
            schedule,
            mirror.clock,
            new ServiceEnvironment(
                    SettingsFixture.mirror(WatchedMirror.NAME).alone(),
                    Path.of("data"),
                    "run-1",
                    true,
                    OptionalLong.empty(),
                    EnvironmentProxies.read(Map.of())));

    @BeforeEach
    void requestItem() {
        schedule.start(WatchedMirror.NAME, INTERVAL, mirror.poll);
        executor.runNext();
        assertThat(requests()).hasSize(1);
    }

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void shouldRequestFailedItemAtOnceWhenPollIsRequested() {
        fail(sha256 -> new ItemFailed(sha256, "no answer", true, null, "run-1", "fetcher-1", mirror.clock.instant()));
        executor.runNext();
        assertThat(requests()).as("requests while the item is backed off").hasSize(1);

        requestPoll(WatchedMirror.NAME);
        executor.runNext();

        assertThat(requests()).extracting(ItemRequested::sha256).hasSize(2).containsOnly(item());
    }

    @Test
    void shouldRequestRejectedItemAtOnceWhenPollIsRequested() {
        fail(sha256 -> new ItemRejected(sha256, "sha256 is another", "run-1", "fetcher-1", mirror.clock.instant()));

        requestPoll(WatchedMirror.NAME);
        executor.runNext();

        assertThat(requests()).hasSize(2);
    }

    @Test
    void shouldNotRequestItemTwiceWhenPollIsRequestedDuringDownload() {
        requestPoll(WatchedMirror.NAME);
        executor.runNext();

        assertThat(requests()).hasSize(1);
    }

    @Test
    void shouldKeepBackOffWhenPollOfOtherMirrorIsRequested() {
        fail(sha256 -> new ItemFailed(sha256, "no answer", true, null, "run-1", "fetcher-1", mirror.clock.instant()));

        requestPoll(new MirrorName("other"));
        executor.runNext();

        assertThat(requests()).hasSize(1);
    }

    @Test
    void shouldIgnoreResultOfEarlierRun() {
        fail(sha256 -> new ItemFailed(sha256, "no answer", true, null, "run-0", "fetcher-1", mirror.clock.instant()));
        mirror.clock.advance(Duration.ofMinutes(1));

        executor.runNext();

        assertThat(requests()).as("the request still waits for its result").hasSize(1);
    }

    @Test
    void shouldTakeEachResultOfRecordWithSeveral() {
        Instant now = mirror.clock.instant();
        consumers.result(EventCodec.encode(new FetchResults(List.of(
                new ItemStored(Sha256.parse("5".repeat(64)), 1, 1, "run-1", "fetcher-1", now),
                new ItemFailed(item(), "no answer", true, null, "run-1", "fetcher-1", now)))));
        mirror.clock.advance(Duration.ofMinutes(1));

        executor.runNext();

        assertThat(requests()).as("the failed item is requested again").hasSize(2);
    }

    private void fail(Function<Sha256, FetchResult> result) {
        consumers.result(EventCodec.encode(result.apply(item())));
    }

    private void requestPoll(MirrorName name) {
        consumers.command(EventCodec.encode(new PollRequested(name, mirror.clock.instant())));
    }

    private Sha256 item() {
        return requests().get(0).sha256();
    }

    private List<ItemRequested> requests() {
        return mirror.channel.sent(ItemRequested.class);
    }
}
