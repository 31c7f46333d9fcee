package io.streammirror.publisher.page.overview;

import io.streammirror.api.ItemProgress;
import io.streammirror.api.MirrorStatus;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.page.PageText;
import java.time.Duration;
import java.util.List;

/**
 * How far a download of one item or of a whole mirror is.
 *
 * @param label what is downloaded
 * @param done bytes, of those in {@code total}
 * @param rate bytes a second; 0 when nothing comes
 */
record ByteProgress(String label, long done, long total, long rate) {
    private static final int ALL = 100;

    /** Beyond this an estimate says nothing. */
    private static final Duration MAX_ESTIMATE = Duration.ofDays(7);

    /** The wanted bytes of a mirror, with the received bytes of running downloads. */
    static ByteProgress of(MirrorStatus mirror, List<ItemProgress> fetching) {
        MirrorName name = mirror.name();
        List<ItemProgress> own =
                fetching.stream().filter(item -> name.equals(item.mirror())).toList();
        long underWay = own.stream().mapToLong(ItemProgress::bytes).sum();
        long done = Math.min(mirror.bytes().wanted(), mirror.bytes().stored() + underWay);
        return new ByteProgress(
                name.value(),
                done,
                mirror.bytes().wanted(),
                own.stream().mapToLong(ItemProgress::rate).sum());
    }

    static ByteProgress of(ItemProgress item) {
        return new ByteProgress(
                PageText.name(item.label()), Math.min(item.bytes(), item.size()), item.size(), item.rate());
    }

    /** Whole percents, and 100 for all alone. */
    public int percent() {
        return total <= 0 ? ALL : (int) (done * ALL / total);
    }

    public String amount() {
        return PageText.size(done) + " of " + PageText.size(total);
    }

    public String speed() {
        return rate < 1 ? "" : PageText.size(rate) + "/s";
    }

    /** How long it takes at this rate; empty when that cannot be known. */
    public String left() {
        if (rate < 1 || done >= total) {
            return "";
        }
        var estimate = Duration.ofSeconds((total - done) / rate + 1);
        return estimate.compareTo(MAX_ESTIMATE) > 0 ? "" : PageText.duration(estimate) + " left";
    }
}
