package io.streammirror.publisher.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.api.ApiJson;
import io.streammirror.api.StatusReport;
import io.streammirror.publisher.eventstream.EventKind;
import io.streammirror.simplestreams.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusChangesTest {
    private static final Sha256 LIVE = Sha256.parse("a".repeat(64));

    private final List<String> events = new ArrayList<>();
    private Optional<Sha256> served = Optional.of(LIVE);
    private final StatusChanges changes = new StatusChanges(
            mirror -> served,
            (kind, mirror, data) -> events.add(kind + " " + ApiJson.text(data).replace("\"", "")));

    @Test
    void shouldAnnounceEverythingOnce() {
        changes.observe(report("settled", 5));
        changes.observe(report("settled", 5));

        assertThat(events)
                .containsExactly(
                        "PUBLICATION {mirror:m,publication:" + LIVE
                                + ",published:2026-01-01T00:00:00Z,products:1,versions:2,items:3}",
                        "PROGRESS {mirror:m,blobs:{wanted:9,stored:5,failed:0},bytes:{wanted:0,stored:0},fetching:0,rate:0}",
                        "STATE {mirror:m,state:settled,settled:false,complete:false,held:false,failed:0}");
    }

    @Test
    void shouldAnnounceProgressAlone() {
        changes.observe(report("settled", 5));
        events.clear();

        changes.observe(report("settled", 6));

        assertThat(events).singleElement().asString().startsWith(EventKind.PROGRESS + " ");
    }

    @Test
    void shouldAnnounceStateWhenAnyOtherFieldChanges() {
        changes.observe(report("settled", 5));
        events.clear();

        changes.observe(report("settled\",\"notes\":[\"n\"],\"path\":\"/p", 5));

        assertThat(events).singleElement().asString().startsWith(EventKind.STATE + " ");
    }

    @Test
    void shouldAnnouncePublicationOnlyWhenClientsGetIt() {
        served = Optional.empty();
        changes.observe(report("settled", 5));

        assertThat(events).noneMatch(event -> event.startsWith("PUBLICATION"));

        served = Optional.of(LIVE);
        changes.observe(report("settled", 5));

        assertThat(events).last().asString().startsWith(EventKind.PUBLICATION + " ");
    }

    private static StatusReport report(String state, int stored) {
        String json = "{\"mirrors\":[{\"name\":\"m\",\"state\":\"" + state + "\",\"publication\":\"" + LIVE
                + "\",\"published\":\"2026-01-01T00:00:00Z\",\"products\":1,\"versions\":2,\"items\":3,"
                + "\"blobs\":{\"wanted\":9,\"stored\":" + stored + ",\"failed\":0}}]}";
        return ApiJson.read(json.getBytes(StandardCharsets.UTF_8), StatusReport.class);
    }
}
