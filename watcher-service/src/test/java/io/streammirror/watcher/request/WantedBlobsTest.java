package io.streammirror.watcher.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.SampleCatalog;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.SampleProducts;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.upstream.TreeLocation;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WantedBlobsTest {
    private static final MirrorName SAMPLE = new MirrorName("sample");
    private static final MirrorName OTHER = new MirrorName("another");
    private static final Sha256 SHARED = Sha256.of("shared".getBytes(StandardCharsets.UTF_8));

    private final WantedBlobs wanted = new WantedBlobs();

    @Test
    void shouldWantNothingOfAnUnknownMirror() {
        assertThat(wanted.of(SAMPLE)).isEmpty();
        assertThat(wanted.isWanted(SHARED)).isFalse();
        assertThat(wanted.sourcesOf(SHARED)).isEmpty();
    }

    @Test
    void shouldNameFirstSourcesOfAllMirrorsBeforeFallbacks() {
        wanted.follow(catalog(SAMPLE, "a"), locations("https://one.example", "https://spare.example"));
        wanted.follow(catalog(OTHER, "b"), locations("https://two.example"));

        assertThat(wanted.mirrorsWanting(SHARED)).containsExactly(OTHER, SAMPLE);
        assertThat(wanted.sourcesOf(SHARED))
                .extracting(URI::toString)
                .containsExactly("https://two.example/b", "https://one.example/a", "https://spare.example/a");
    }

    @Test
    void shouldNameCommonAddressesOnce() {
        wanted.follow(catalog(SAMPLE, "a"), locations("https://one.example"));
        wanted.follow(catalog(OTHER, "a"), locations("https://one.example/"));

        assertThat(wanted.sourcesOf(SHARED)).extracting(URI::toString).containsExactly("https://one.example/a");
    }

    @Test
    void shouldReplaceWhatAMirrorWantsByANewCatalog() {
        wanted.follow(catalog(SAMPLE, "a"), locations("https://one.example"));

        wanted.follow(
                SampleCatalog.of(
                        new SampleProducts("s").item("p", "2", "i", "another").document()),
                locations("https://one.example"));

        assertThat(wanted.of(SAMPLE)).hasSize(1);
        assertThat(wanted.isWanted(SHARED)).isFalse();
    }

    private static Catalog catalog(MirrorName mirror, String path) {
        Catalog sample = SampleCatalog.of(
                new SampleProducts("s").item("p", "1", "i", path, "shared").document());
        return new Catalog(
                mirror,
                sample.source(),
                sample.indexHeader(),
                sample.indexDocument(),
                sample.streams(),
                sample.refusals());
    }

    private static List<TreeLocation> locations(String... sources) {
        return Stream.of(sources)
                .map(source -> TreeLocation.parse(URI.create(source), false))
                .toList();
    }
}
