package io.streammirror.watcher.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogCodec;
import io.streammirror.event.UpstreamPolled;
import io.streammirror.event.UpstreamPolled.Outcome;
import io.streammirror.selection.Selection;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.SampleProducts;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.simplestreams.VersionName;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreKeys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The catalogs of a mirror with {@code publish-after}: what its publisher may publish when the delay is over. */
class DelayedVersionsTest {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final DateTimeFormatter UPDATED =
            DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT).withZone(ZoneOffset.UTC);

    private final WatchedMirror mirror = new WatchedMirror(
            settings -> settings.publishAfter(WEEK).selections(new Selection(List.of(), OptionalInt.of(1))));

    @Test
    void shouldKeepDelayedVersionWhenNewerOnesPushItOut() {
        follow("1");
        store("1");
        mirror.clock.advance(Duration.ofDays(3));

        assertThat(follow("2")).containsExactly("1", "2");
        store("2");
        mirror.clock.advance(Duration.ofDays(3));

        assertThat(follow("3")).containsExactly("1", "2", "3");
    }

    @Test
    void shouldLetPushedOutVersionsGoWithoutSuspicionWhenNewerOneIsOldEnough() {
        for (String version : List.of("1", "2", "3", "4", "5")) {
            follow(version);
            store(version);
        }
        mirror.clock.advance(WEEK);

        assertThat(follow("6")).as("four of five versions go at once").containsExactly("5", "6");
    }

    @Test
    void shouldDropDelayedVersionWhenItLeavesAsTheNewest() {
        follow("1");
        store("1");
        mirror.clock.advance(WEEK);
        assertThat(follow("1", "2")).containsExactly("1", "2");
        store("2");

        assertThat(follow("1")).containsExactly("1");
        mirror.clock.advance(WEEK);
        assertThat(follow("1", "3")).containsExactly("1", "3");
    }

    @Test
    void shouldDropPushedOutVersionWhenItsBytesAreNotStored() {
        follow("1");

        assertThat(follow("2")).containsExactly("2");
    }

    /** The versions of the accepted catalog after upstream has published exactly these. */
    private List<String> follow(String... versions) {
        var products = new SampleProducts(WatchedMirror.STREAM);
        for (String version : versions) {
            products.item("p", version, "root", content(version));
        }
        // Two thirds stay when one of three versions goes, which is not suspicious.
        products.item("q", "1", "root", content("q"));
        mirror.clock.advance(Duration.ofMinutes(1));
        products.root().put("updated", UPDATED.format(mirror.clock.instant()).replace("GMT", "+0000"));
        mirror.publish(products);

        UpstreamPolled polled = mirror.poll.poll();

        assertThat(polled.outcome()).as(String.valueOf(polled.reason())).isEqualTo(Outcome.ACCEPTED);
        return versions(CatalogCodec.decode(
                mirror.store.read(StoreKeys.catalog(WatchedMirror.NAME, polled.catalog()), 1_000_000)));
    }

    private static List<String> versions(Catalog catalog) {
        return catalog
                .streams()
                .get(new ContentId(WatchedMirror.STREAM))
                .selected()
                .products()
                .get(new ProductName("p"))
                .versions()
                .keySet()
                .stream()
                .map(VersionName::value)
                .toList();
    }

    private void store(String version) {
        byte[] bytes = content(version).getBytes(StandardCharsets.UTF_8);
        mirror.store.put(StoreKeys.blob(Sha256.of(bytes)), bytes, ObjectAttributes.BYTES);
    }

    private static String content(String name) {
        return "content of " + name;
    }
}
