package io.streammirror.publisher.page.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.api.StoragePoint;
import io.streammirror.api.StoragePoint.MirrorPoint;
import io.streammirror.api.StorageReport;
import io.streammirror.catalog.Catalog;
import io.streammirror.publisher.Trees;
import io.streammirror.publisher.UbuntuTrees;
import io.streammirror.publisher.page.PublishedMirror;
import io.streammirror.publisher.sweep.Sweeper;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StorageMeterTest {
    private final PublishedMirror mirror = new PublishedMirror();

    @Test
    void shouldReportWhatIsWantedAndStored() {
        Catalog catalog = new UbuntuTrees()
                .with("noble", "24.04", "amd64", "ga", "1", "2")
                .catalog();
        mirror.accept(catalog);
        mirror.storeItems(catalog, path -> path.value().contains("/1/"));
        mirror.run();

        StorageReport report = meter().report();

        assertThat(report.wanted()).isEqualTo(catalog.bytes());
        assertThat(report.present()).isEqualTo(catalog.bytes() / 2);
        assertThat(report.stored()).isGreaterThan(report.present()); // with the documents of the publication
        assertThat(report.measured()).isNull();
        assertThat(report.history()).isEmpty();
        assertThat(report.mirrors()).singleElement().satisfies(one -> assertThat(one.wanted())
                .isEqualTo(catalog.bytes()));
    }

    @Test
    void shouldAddAPointInEachSlotAndSurviveARestart() {
        mirror.publish(
                new UbuntuTrees().with("noble", "24.04", "amd64", "ga", "1").catalog());
        meter().measure();
        meter().measure();
        mirror.clock.advance(StorageHistory.SLOT);
        mirror.publish(new UbuntuTrees()
                .with("noble", "24.04", "amd64", "ga", "1", "2")
                .catalog());
        meter().measure();

        StorageReport report = meter().report();

        assertThat(report.history())
                .extracting(StoragePoint::time)
                .containsExactly(PublishedMirror.NOW, PublishedMirror.NOW.plus(StorageHistory.SLOT));
        assertThat(report.growth()).isPositive();
        assertThat(report.measured()).isEqualTo(PublishedMirror.NOW.plus(StorageHistory.SLOT));
        assertThat(keys()).hasSize(StorageHistories.KEPT);
    }

    @Test
    void shouldMeasureSupersededAndSweepableBytes() {
        Catalog first =
                new UbuntuTrees().with("noble", "24.04", "amd64", "ga", "1").catalog();
        mirror.publish(first);
        mirror.publish(
                new UbuntuTrees().with("noble", "24.04", "amd64", "ga", "2").catalog());
        byte[] orphan = Trees.bytes("nothing leads here");
        mirror.store.put(StoreKeys.blob(Trees.sha256("nothing leads here")), orphan, ObjectAttributes.BYTES);
        mirror.clock.advance(Duration.ofDays(3));
        mirror.run();
        meter().measure();

        StorageReport report = meter().report();

        assertThat(report.superseded()).isGreaterThan(first.bytes());
        assertThat(report.sweepable()).isGreaterThanOrEqualTo(orphan.length);
    }

    @Test
    void shouldMeasureFreshnessAndCompleteness() {
        mirror.publish(
                new UbuntuTrees().with("noble", "24.04", "amd64", "ga", "1").catalog());
        mirror.accept(new UbuntuTrees()
                .with("noble", "24.04", "amd64", "ga", "1", "2")
                .with("noble", "24.04", "arm64", "ga", "1")
                .catalog());
        mirror.run();
        mirror.clock.advance(Duration.ofHours(1));
        meter().measure();

        assertThat(meter().report().history().get(0).mirrors())
                .containsExactly(new MirrorPoint(Trees.MIRROR, 3600, 2, 0));
    }

    @Test
    void shouldNotMeasureBeforeFirstCheck() {
        meter().measure();

        assertThat(meter().report().history()).isEmpty();
        assertThat(meter().report().stored()).isNull();
    }

    @Test
    void shouldTakeTheHistoryBeforeWhenTheNewestCannotBeRead() {
        mirror.publish(
                new UbuntuTrees().with("noble", "24.04", "amd64", "ga", "1").catalog());
        meter().measure();
        mirror.clock.advance(StorageHistory.SLOT);
        meter().measure();
        List<String> keys = keys();
        mirror.store.put(keys.get(1), Trees.bytes("{\"format\": \"another\"}"), ObjectAttributes.JSON);

        assertThat(meter().report().history()).hasSize(1);

        String withoutTime = "{\"format\": \"storage-history:1\", \"points\": [null, {\"wanted\": 1}]}";
        mirror.store.put(keys.get(1), Trees.bytes(withoutTime), ObjectAttributes.JSON);

        assertThat(meter().report().history()).hasSize(1);

        mirror.store.put(keys.get(0), Trees.bytes("not JSON"), ObjectAttributes.JSON);

        assertThat(meter().report().history()).isEmpty();

        mirror.clock.advance(StorageHistory.SLOT);
        meter().measure();

        assertThat(meter().report().history()).hasSize(1);
    }

    @Test
    void shouldBoundTheHistoryInPointsAndBytes() {
        StorageHistory history = StorageHistory.NONE;
        Instant time = PublishedMirror.NOW;
        for (int i = 0; i < 2 * StorageHistory.MAX_POINTS; i++) {
            history = history.with(new StoragePoint(time, i, i, null, null, List.of()));
            time = time.plus(StorageHistory.SLOT);
        }

        assertThat(history.points()).hasSizeBetween(StorageHistory.MAX_POINTS - 2, StorageHistory.MAX_POINTS);
        assertThat(history.points().get(0).time())
                .isAfterOrEqualTo(time.minus(StorageHistory.SLOT).minus(StorageHistory.KEPT));
    }

    private StorageMeter meter() {
        return StorageMeter.of(
                mirror.site(),
                mirror.state,
                mirror,
                mirror.store,
                new Sweeper(mirror.log, mirror.store, Duration.ofDays(2), mirror.clock),
                mirror.log,
                mirror.clock);
    }

    private List<String> keys() {
        var keys = new ArrayList<String>();
        mirror.store.list(StoreKeys.STORAGE_HISTORY, object -> keys.add(object.key()));
        return keys;
    }
}
