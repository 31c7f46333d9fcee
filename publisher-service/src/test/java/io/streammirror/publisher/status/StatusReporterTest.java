package io.streammirror.publisher.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.api.MirrorStatus;
import io.streammirror.api.ReaderCounts;
import io.streammirror.config.SettingsFixture;
import io.streammirror.decision.Orders;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.assemble.LeftOutStream;
import io.streammirror.publisher.publication.Counts;
import io.streammirror.publisher.state.CatalogView;
import io.streammirror.publisher.state.LastAssembly;
import io.streammirror.publisher.state.MirrorView;
import io.streammirror.publisher.state.WantedSet;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.Sha256;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusReporterTest {
    private static final Instant TIME = Instant.parse("2026-11-23T01:02:03Z");
    private static final MirrorName MIRROR = new MirrorName("maas-stable");
    private static final Sha256 CATALOG = Sha256.parse("1".repeat(64));

    private final StatusReporter reporter = new StatusReporter(Optional.of("run-1"), new NoPaths());

    @Test
    void shouldReportSelectionsThatMatchNothing() {
        assertThat(report(view(0, List.of())).reason()).isEqualTo("the selections match nothing upstream");
    }

    @Test
    void shouldReportStreamThatIsLeftOut() {
        var leftOut = new LeftOutStream(new ContentId("s"), "no version of it is of a shape that MAAS 3.8 reads");

        assertThat(report(view(3, List.of(leftOut))).reason())
                .isEqualTo("stream s is not published: no version of it is of a shape that MAAS 3.8 reads");
    }

    @Test
    void shouldHaveNoReasonWhenNothingIsWrong() {
        assertThat(report(view(3, List.of())).reason()).isNull();
    }

    private MirrorStatus report(MirrorView view) {
        return reporter.mirror(
                SettingsFixture.mirror(MIRROR).build(),
                view,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                ReaderCounts.NONE);
    }

    private static MirrorView view(int wanted, List<LeftOutStream> leftOut) {
        var catalog = new CatalogView(
                CATALOG,
                TIME,
                TIME,
                Counts.NONE,
                List.of(),
                Collections.emptySortedSet(),
                new WantedSet(wanted, wanted, Map.of()));
        return new MirrorView(
                MIRROR,
                true,
                catalog,
                null,
                null,
                null,
                Orders.NONE,
                new LastAssembly(CATALOG, List.of(), leftOut, List.of(), List.of(), List.of()),
                null,
                null);
    }

    private static final class NoPaths implements BlobPaths {
        @Override
        public Optional<ItemPath> of(Sha256 blob) {
            return Optional.empty();
        }

        @Override
        public Optional<MirrorName> wantedBy(Sha256 blob) {
            return Optional.empty();
        }
    }
}
