package io.streammirror.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.decision.Orders;
import io.streammirror.mirror.MirrorName;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiJsonTest {
    @Test
    void shouldReadDefaultsOfFieldsThatAreAbsent() {
        MirrorStatus status = read("{'name':'stable'}", MirrorStatus.class);

        assertThat(status.name()).isEqualTo(new MirrorName("stable"));
        assertThat(status.state()).isEqualTo(MirrorPhase.UNKNOWN);
        assertThat(status.blobs()).isEqualTo(MirrorStatus.Blobs.NONE);
        assertThat(status.bytes()).isEqualTo(MirrorStatus.Bytes.NONE);
        assertThat(status.orders()).isEqualTo(Orders.NONE);
        assertThat(status.failures()).isEmpty();
        assertThat(read("{}", StatusReport.class).mirrors()).isEmpty();
    }

    @Test
    void shouldReadUnknownValuesAndIgnoreUnknownFieldsOfNewerPublisher() {
        MirrorStatus status =
                read("{'name':'stable','state':'verifying','new-field':[1],'overridden':['new']}", MirrorStatus.class);

        assertThat(status.state()).isEqualTo(MirrorPhase.UNKNOWN);
        assertThat(status.overridden()).containsExactly("new");
        assertThat(read("{'outcome':'paused','message':'m'}", SweepReport.class).outcome())
                .isEqualTo(SweepReport.Outcome.UNKNOWN);
    }

    @Test
    void shouldWriteNamesInKebabCase() {
        var report = new SweepReport(SweepReport.Outcome.NOTHING, null, 0, 0, Map.of(), 0, "there is nothing to sweep");

        assertThat(ApiJson.text(report))
                .isEqualTo("{\"outcome\":\"nothing\",\"objects\":0,\"bytes\":0,\"kinds\":{},\"deleted\":0,"
                        + "\"message\":\"there is nothing to sweep\"}");
        assertThat(ApiJson.text(new SweepRequest(true, null, "alice", null)))
                .isEqualTo("{\"dry-run\":true,\"who\":\"alice\"}");
    }

    @Test
    void shouldReadWhatItWrote() {
        var request = OrderRequest.by("alice", "tested").withPublication("0123456789ab");

        assertThat(ApiJson.read(ApiJson.write(request), OrderRequest.class)).isEqualTo(request);
    }

    @Test
    void shouldNameFieldThatIsWrong() {
        assertThatThrownBy(() -> read("{'name':'NO NAME'}", MirrorStatus.class))
                .isInstanceOf(ApiFormatException.class)
                .hasMessageStartingWith("'name': mirror name");
        assertThatThrownBy(() -> read("{'products':{}}", MirrorStatus.class))
                .isInstanceOf(ApiFormatException.class)
                .hasMessageStartingWith("'products': ");
    }

    private static <T> T read(String json, Class<T> type) {
        return ApiJson.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), type);
    }
}
