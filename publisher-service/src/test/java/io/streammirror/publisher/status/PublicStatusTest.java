package io.streammirror.publisher.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.api.ApiJson;
import io.streammirror.api.ItemProgress;
import io.streammirror.api.LostBlob;
import io.streammirror.api.MirrorPhase;
import io.streammirror.api.MirrorStatus;
import io.streammirror.api.ReaderCounts;
import io.streammirror.api.ScrubStatus;
import io.streammirror.api.StatusReport;
import io.streammirror.catalog.CatalogRefusal;
import io.streammirror.decision.CustomImages;
import io.streammirror.decision.Orders;
import io.streammirror.decision.Pin;
import io.streammirror.decision.Promotion;
import io.streammirror.decision.RollbackOrder;
import io.streammirror.decision.StandingOrder;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.simplestreams.VersionName;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublicStatusTest {
    private static final Sha256 ID = Sha256.of(new byte[0]);
    private static final Instant TIME = Instant.parse("2026-11-23T01:02:03Z");
    private static final StandingOrder ORDER = new StandingOrder("secret-alice", "secret-reason", TIME, 7);
    private static final MirrorName MIRROR = new MirrorName("stable");

    private static final Orders ORDERS = new Orders(
            ORDER,
            List.of(new Pin(
                    new ContentId("stream"), new ProductName("product"), new VersionName("20260101"), ID, null, ORDER)),
            List.of(new RollbackOrder(ID, ID, null, ORDER)),
            new CustomImages(ID, 1, ORDER));

    private final StatusReport report = new StatusReport(
            "run",
            TIME,
            List.of(new MirrorStatus(
                    MIRROR,
                    URI.create("http://secret-source/"),
                    "/maas",
                    MirrorPhase.SYNCING,
                    true,
                    false,
                    TIME,
                    "accepted",
                    "no answer from http://secret-source/",
                    TIME,
                    ID,
                    ID,
                    TIME,
                    "signer",
                    1,
                    2,
                    3,
                    new MirrorStatus.Blobs(4, 3, 1),
                    new MirrorStatus.Bytes(5, 4),
                    List.of(),
                    List.of(),
                    List.of(new MirrorStatus.Failure(ID, null, "secret-proxy refused the connection", true, TIME)),
                    List.of(
                            new CatalogRefusal(
                                    null,
                                    "/index/stream",
                                    "the stream is left out: http://secret-source/ answered 404"),
                            new CatalogRefusal(
                                    new ContentId("stream"), "/products/product", "'secret-field' is no object")),
                    List.of("violation"),
                    null,
                    List.of(),
                    false,
                    List.of(),
                    ORDERS,
                    0,
                    null,
                    new Promotion(MIRROR, ID, ORDER),
                    List.of(),
                    List.of(),
                    TIME,
                    new ReaderCounts(1, 2, 3, 4))),
            List.of(new ItemProgress("secret-host", ID, null, 10, 5, 1, MIRROR)),
            List.of("a warning"),
            new ScrubStatus(null, 1, TIME, 2, 3, List.of(new LostBlob(ID, "secret-host answered 404"))));

    @Test
    void shouldOmitPeopleReasonsSourcesAndHostNames() {
        assertThat(ApiJson.text(report)).contains("secret");
        assertThat(ApiJson.text(PublicStatus.of(report))).doesNotContain("secret");
    }

    @Test
    void shouldKeepWhatAMaasSiteNeeds() {
        MirrorStatus mirror = PublicStatus.of(report).mirrors().get(0);

        assertThat(mirror.name()).isEqualTo(MIRROR);
        assertThat(mirror.path()).isEqualTo("/maas");
        assertThat(mirror.complete()).isFalse();
        assertThat(mirror.publication()).isEqualTo(ID);
        assertThat(mirror.upstreamUpdated()).isEqualTo(TIME);
        assertThat(mirror.blobs()).isEqualTo(new MirrorStatus.Blobs(4, 3, 1));
        assertThat(mirror.failures()).hasSize(1);
        assertThat(mirror.refused())
                .extracting(CatalogRefusal::pointer)
                .containsExactly("/index/stream", "/products/product");
        assertThat(mirror.violations()).containsExactly("violation");
        assertThat(mirror.orders().hold()).isNotNull();
        assertThat(mirror.orders().pins()).hasSize(1);
        assertThat(mirror.readers()).isEqualTo(new ReaderCounts(1, 2, 3, 4));
        assertThat(mirror.reason()).isNotNull();
        assertThat(PublicStatus.of(report).warnings()).containsExactly("a warning");
    }
}
