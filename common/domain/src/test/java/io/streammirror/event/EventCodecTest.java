package io.streammirror.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden files beside this test are the wire form: other programs read it, so it changes on purpose or not at all. */
class EventCodecTest {
    private static final Instant TIME = Instant.parse("2026-11-23T01:02:03.004Z");
    private static final MirrorName MIRROR = new MirrorName("maas-stable");
    private static final Sha256 ONE = Sha256.parse("1".repeat(64));
    private static final Sha256 TWO = Sha256.parse("2".repeat(64));

    static Stream<Event> events() {
        return Stream.of(
                new CatalogAccepted(MIRROR, ONE, 3, 2, 1, TWO, TIME),
                new UpstreamPolled(
                        MIRROR,
                        "run-1",
                        UpstreamPolled.Outcome.HELD,
                        "rollback: older than before",
                        TIME,
                        null,
                        ONE,
                        TIME),
                new ItemRequested(
                        ONE,
                        455_462_912,
                        Map.of("md5", "0".repeat(32)),
                        List.of(URI.create("http://images.example/stable/jammy/amd64/20250718/squashfs")),
                        List.of(MIRROR),
                        "run-1",
                        TIME,
                        TIME.plusSeconds(86_400)),
                new ItemStored(ONE, 455_462_912, 455_462_912, "run-1", "fetcher-1", TIME),
                new ItemRejected(ONE, "sha256 is another", "run-1", "fetcher-1", TIME),
                new ItemFailed(ONE, "503 Service Unavailable", true, TIME.plusSeconds(60), "run-1", "fetcher-1", TIME),
                new FetchResults(List.of(
                        new ItemStored(ONE, 16_000, 16_000, "run-1", "fetcher-1", TIME),
                        new ItemRejected(TWO, "sha256 is another", "run-1", "fetcher-1", TIME))),
                new FetchProgress(
                        "fetcher-1",
                        4,
                        List.of(new FetchProgress.Transfer(ONE, 455_462_912, 1_000_000, 500_000)),
                        TIME),
                new TreePublished(MIRROR, ONE, TWO, 46, 92, 300, "A".repeat(40), TIME),
                new PollRequested(MIRROR, TIME),
                new OperatorDecided(MIRROR, "rolled-back", 17, "alice", "20250718 does not boot", TIME));
    }

    @ParameterizedTest
    @MethodSource("events")
    void shouldWriteGoldenFile(Event event) throws IOException {
        assertThat(EventCodec.encode(event)).isEqualTo(golden(event));
    }

    @ParameterizedTest
    @MethodSource("events")
    void shouldReadBackWhatWasWritten(Event event) {
        assertThat(EventCodec.decode(EventCodec.encode(event))).contains(event);
    }

    @ParameterizedTest
    @CsvSource({"0, SMALL_FETCH_REQUESTS", "1000000, SMALL_FETCH_REQUESTS", "1000001, FETCH_REQUESTS"})
    void shouldRequestSmallItemsInTheirOwnTopic(long size, Topic topic) {
        List<URI> sources = List.of(URI.create("http://images.example/item"));

        var request = new ItemRequested(ONE, size, Map.of(), sources, List.of(), "run-1", TIME, TIME);

        assertThat(request.topic()).isEqualTo(topic);
    }

    @Test
    void shouldIgnoreUnknownFields() {
        String later = EventCodec.encode(new PollRequested(MIRROR, TIME)).replaceFirst("\\{", "{\"later\":[1],");

        assertThat(EventCodec.decode(later)).contains(new PollRequested(MIRROR, TIME));
    }

    /** A writer of the next release, while readers of this one are still running. */
    @Test
    void shouldIgnoreTypeThatOnlyNewerServicesKnow() {
        assertThat(EventCodec.decode("{\"type\":\"ScrubFinished\",\"schema\":7,\"mirror\":\"stable\"}"))
                .isEmpty();
    }

    @Test
    void shouldReadOtherResultsWhenOneIsOfNewerType() {
        String later = "{\"type\":\"ItemMoved\",\"sha256\":\"" + TWO.hex() + "\"}";
        var stored = new ItemStored(ONE, 16_000, 16_000, "run-1", "fetcher-1", TIME);
        String record = EventCodec.encode(new FetchResults(List.of(stored))).replaceFirst("\\[", "[" + later + ",");

        assertThat(EventCodec.decode(record)).contains(new FetchResults(List.of(stored)));
    }

    @Test
    void shouldRefuseResultsThatAreOtherEvents() {
        String poll = EventCodec.encode(new PollRequested(MIRROR, TIME));
        String record = "{\"type\":\"FetchResults\",\"schema\":1,\"results\":[" + poll + "]}";

        assertThatThrownBy(() -> EventCodec.decode(record))
                .isInstanceOf(EventFormatException.class)
                .hasMessageContaining("FetchResults: ");
    }

    @Test
    void shouldFindResultsOfSingleRecordsAndOfSeveralInOne() {
        var stored = new ItemStored(ONE, 16_000, 16_000, "run-1", "fetcher-1", TIME);
        var several = new FetchResults(List.of(stored, stored));

        assertThat(FetchResults.of(stored)).containsExactly(stored);
        assertThat(FetchResults.of(several)).containsExactly(stored, stored);
        assertThat(FetchResults.of(new PollRequested(MIRROR, TIME))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void shouldHaveIdOfItsRecordValue(Event event) throws IOException {
        assertThat(golden(event)).contains("\"id\":\"" + EventCodec.id(event) + "\"");
    }

    @Test
    void shouldNameTypeAsCloudEvent() {
        assertThat(EventCodec.cloudEventType(new PollRequested(MIRROR, TIME)))
                .isEqualTo("io.streammirror.poll-requested.v1");
    }

    @Test
    void shouldNameProblemWhenTextIsNoEvent() {
        assertThatThrownBy(() -> EventCodec.decode("{"))
                .isInstanceOf(EventFormatException.class)
                .hasMessageContaining("not JSON");
        assertThatThrownBy(() -> EventCodec.decode("{\"type\":\"a party\",\"schema\":1}"))
                .isInstanceOf(EventFormatException.class)
                .hasMessageContaining("event type 'a party' is no name");
        assertThatThrownBy(() -> EventCodec.decode("{\"type\":\"PollRequested\",\"schema\":2}"))
                .isInstanceOf(EventFormatException.class)
                .hasMessageContaining("schema 2");
        assertThatThrownBy(() -> EventCodec.decode("{\"type\":\"PollRequested\",\"schema\":1,\"mirror\":\"NO\"}"))
                .isInstanceOf(EventFormatException.class)
                .hasMessageContaining("mirror name 'NO'");
    }

    private static String golden(Event event) throws IOException {
        String name = event.getClass().getSimpleName() + ".json";
        try (InputStream file = EventCodecTest.class.getResourceAsStream(name)) {
            assertThat(file).as("golden file %s", name).isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
