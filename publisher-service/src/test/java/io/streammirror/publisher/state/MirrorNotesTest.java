package io.streammirror.publisher.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.decision.Orders;
import io.streammirror.decision.Promotion;
import io.streammirror.decision.StandingOrder;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.assemble.LeftOutStream;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.Sha256;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MirrorNotesTest {
    private static final MirrorName MIRROR = new MirrorName("stable");

    private final MirrorView view = MirrorView.unseen(MIRROR);

    @Test
    void aMirrorOfWhichAllIsPublishedNeedsNone() {
        assertThat(MirrorNotes.of(view)).isEmpty();
    }

    @Test
    void aStreamThatIsLeftOutIsNamedWithTheReason() {
        var stream = new LeftOutStream(
                new ContentId("com.example:core"), "no version of it is of a shape that MAAS 3.8 reads");

        assertThat(MirrorNotes.of(view.withOmissions(List.of(), List.of(stream), List.of())))
                .containsExactly(
                        "Stream com.example:core is left out: no version of it is of a shape that MAAS 3.8 reads.");
    }

    @Test
    void aPromotionIsNamedWithWhoseItWasAndWhy() {
        var order = new StandingOrder("ops", "tested", Instant.parse("2026-11-26T09:00:00Z"), 7);
        var promotion = new Promotion(new MirrorName("staging"), Sha256.of(new byte[0]), order);
        var promoted =
                new MirrorView(MIRROR, true, null, null, null, promotion, Orders.NONE, LastAssembly.NONE, null, null);

        assertThat(MirrorNotes.of(promoted))
                .containsExactly(
                        "Promoted from staging, publication e3b0c44298fc, by ops on 2026-11-26T09:00:00Z: tested.");
    }
}
