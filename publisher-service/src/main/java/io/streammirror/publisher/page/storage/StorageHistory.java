package io.streammirror.publisher.page.storage;

import io.streammirror.api.StoragePoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The content of the store over the last 30 days, bounded in points and in bytes.
 *
 * @param points oldest first, one for each slot of {@link #SLOT} at most
 */
record StorageHistory(List<StoragePoint> points) {
    static final StorageHistory NONE = new StorageHistory(List.of());

    /** A point for each, which shows every day and costs a hundred bytes. */
    static final Duration SLOT = Duration.ofHours(6);

    static final Duration KEPT = Duration.ofDays(30);
    static final int MAX_POINTS = 121;

    /** Of one point; a site with more shows the first ones by name. */
    static final int MAX_MIRRORS = 50;

    StorageHistory {
        points =
                points.stream().sorted(Comparator.comparing(StoragePoint::time)).toList();
    }

    /** With one more point, without those that are too old or too many. */
    StorageHistory with(StoragePoint point) {
        var next = new ArrayList<StoragePoint>();
        points.stream()
                .filter(old -> old.time().isAfter(point.time().minus(KEPT))
                        && old.time().isBefore(point.time()))
                .forEach(next::add);
        next.add(point);
        return new StorageHistory(next.subList(Math.max(0, next.size() - MAX_POINTS), next.size()));
    }

    /** The number of the slot that a time is in; it grows by one from each to the next. */
    static long slot(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), SLOT.toSeconds());
    }
}
