package io.streammirror.publisher.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.config.Settings;
import io.streammirror.config.SettingsFixture;
import io.streammirror.decision.LivePublication;
import io.streammirror.decision.LogState;
import io.streammirror.decision.MirrorState;
import io.streammirror.decision.PublicationRetention;
import io.streammirror.publisher.publication.Publication;
import io.streammirror.publisher.publication.Publications;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.InMemoryObjectStore;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreKeys;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeLoaderTest {
    private static final Instant SWITCHED = Instant.parse("2026-11-23T02:00:00Z");
    private static final PublicationRetention RETENTION = new PublicationRetention(10, Duration.ofHours(1));

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Publications publications = new Publications(store);
    private final Publication first =
            TestTrees.publication(store, "first", Map.of("old/squashfs", bytes("old"), "both", bytes("1")));
    private final Publication second =
            TestTrees.publication(store, "second", Map.of("new/squashfs", bytes("new"), "both", bytes("2")));

    private final Settings settings = SettingsFixture.mirror("maas-stable")
            .path("/maas/stable")
            .grace(RETENTION.grace())
            .alone();

    @BeforeEach
    void savePublications() {
        publications.save(first);
        publications.save(second);
    }

    @Test
    void shouldPreferTheLiveTreeToPreviousOnes() {
        ServedTree tree = load(bothInTurn(), Optional.empty(), SWITCHED).tree();

        assertThat(textOf(tree, "both", SWITCHED)).contains("2");
        assertThat(textOf(tree, "new/squashfs", SWITCHED)).contains("new");
        assertThat(textOf(tree, "streams/v1/index.json", SWITCHED)).contains("second");
    }

    @Test
    void shouldServePreviousTreeUntilItsGraceHasPassed() {
        ServedTree tree = load(bothInTurn(), Optional.empty(), SWITCHED).tree();

        assertThat(textOf(tree, "old/squashfs", SWITCHED.plusSeconds(3599))).contains("old");
        assertThat(textOf(tree, "old/squashfs", SWITCHED.plusSeconds(3600))).isEmpty();
        assertThat(textOf(tree, "both", SWITCHED.plusSeconds(3600))).contains("2");
    }

    @Test
    void shouldKnowMirrorWithoutPublicationAsEmpty() {
        LoadedTree loaded = load(LogState.EMPTY, Optional.empty(), SWITCHED);

        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.tree().mirrors()).singleElement().satisfies(mirror -> {
            assertThat(mirror.known()).isTrue();
            assertThat(mirror.live()).isEmpty();
        });
    }

    @Test
    void shouldKeepTreeWhenDocumentsOfTheNextCannotBeRead() {
        ServedTree before = load(switched(MirrorState.EMPTY, first), Optional.empty(), SWITCHED)
                .tree();
        store.delete(StoreKeys.blob(Sha256.of(bytes("signed second"))));

        LoadedTree loaded = load(bothInTurn(), Optional.of(before), SWITCHED);

        assertThat(loaded.problems()).singleElement().asString().contains("maas-stable", "blobs/sha256/");
        assertThat(textOf(loaded.tree(), "streams/v1/index.json", SWITCHED)).contains("first");
    }

    @Test
    void shouldNotServeDamagedDocument() {
        store.put(StoreKeys.blob(Sha256.of(bytes("signed second"))), bytes("x"), ObjectAttributes.BYTES);

        LoadedTree loaded = load(switched(MirrorState.EMPTY, second), Optional.empty(), SWITCHED);

        assertThat(loaded.problems()).singleElement().asString().contains("damaged");
        assertThat(loaded.tree().isServable()).isFalse();
    }

    @Test
    void shouldNotReadAgainWhatTheTreeBeforeHad() {
        ServedTree before = load(bothInTurn(), Optional.empty(), SWITCHED).tree();
        store.contents().keySet().forEach(store::delete);

        LoadedTree loaded = load(bothInTurn(), Optional.of(before), SWITCHED);

        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.tree()).isEqualTo(before);
    }

    @Test
    void shouldKeepSupersededDocumentsThatAreInMemory() {
        ServedTree before = load(switched(MirrorState.EMPTY, first), Optional.empty(), SWITCHED)
                .tree();

        ServedTree after = load(bothInTurn(), Optional.of(before), SWITCHED).tree();

        assertThat(after.documents()).containsKeys(Sha256.of(bytes("signed first")), Sha256.of(bytes("second")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldKeepTreeWhenTheNextPublicationIsUnreadable(boolean lost) {
        ServedTree before = load(switched(MirrorState.EMPTY, first), Optional.empty(), SWITCHED)
                .tree();
        String key = StoreKeys.publication(TestTrees.MIRROR, second.id());
        if (lost) {
            store.delete(key);
        } else {
            store.put(key, "rot".getBytes(StandardCharsets.UTF_8), ObjectAttributes.JSON);
        }

        LoadedTree loaded = load(bothInTurn(), Optional.of(before), SWITCHED);

        assertThat(textOf(loaded.tree(), "streams/v1/index.json", SWITCHED)).contains("first");
        assertThat(loaded.problems()).singleElement().asString().contains("maas-stable");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldServeLiveTreeWhenSupersededOneIsUnreadable(boolean lost) {
        String key = StoreKeys.publication(TestTrees.MIRROR, first.id());
        if (lost) {
            store.delete(key);
        } else {
            store.put(key, "rot".getBytes(StandardCharsets.UTF_8), ObjectAttributes.JSON);
        }

        LoadedTree loaded = load(bothInTurn(), Optional.empty(), SWITCHED);

        assertThat(textOf(loaded.tree(), "streams/v1/index.json", SWITCHED)).contains("second");
        assertThat(textOf(loaded.tree(), "old/squashfs", SWITCHED)).isEmpty();
        assertThat(loaded.problems())
                .singleElement()
                .asString()
                .contains("maas-stable", "superseded", first.id().hex());
    }

    @Test
    void shouldHoldOfSupersededTreesOnlyWhatNewerOnesDoNotServe() {
        int superseded = 8;
        int unchanged = 500;
        LogState state = LogState.EMPTY;
        Optional<ServedTree> tree = Optional.empty();
        for (int i = 0; i <= superseded; i++) {
            Publication next = withItems(unchanged, "only-in-" + i);
            publications.save(next);
            state = switched(state.mirror(TestTrees.MIRROR), next);
            tree = Optional.of(load(state, tree, SWITCHED).tree());
        }
        ServedTree atOnce = load(state, Optional.empty(), SWITCHED).tree();

        assertThat(supersededFiles(tree.orElseThrow())).isEqualTo(supersededFiles(atOnce));
        assertThat(supersededFiles(atOnce))
                .hasSize(superseded)
                .allSatisfy(paths -> assertThat(paths).hasSize(4).anyMatch(path -> path.startsWith("only-in-")));
        assertThat(textOf(tree.orElseThrow(), "only-in-0", SWITCHED)).contains("only-in-0");
    }

    @Test
    void shouldServeSupersededTreeWholeWhenItGoesLiveAgain() {
        ServedTree before = load(bothInTurn(), Optional.empty(), SWITCHED).tree();

        ServedTree after = load(switched(bothInTurn().mirror(TestTrees.MIRROR), first), Optional.of(before), SWITCHED)
                .tree();

        assertThat(textOf(after, "both", SWITCHED)).contains("1");
        assertThat(textOf(after, "streams/v1/index.json", SWITCHED)).contains("first");
        assertThat(textOf(after, "new/squashfs", SWITCHED)).contains("new");
    }

    private Publication withItems(int unchanged, String changed) {
        var items = new HashMap<String, byte[]>();
        for (int i = 0; i < unchanged; i++) {
            items.put("same/" + i, bytes("same " + i));
        }
        items.put(changed, bytes(changed));
        return TestTrees.publication(store, changed, items);
    }

    private static List<Set<String>> supersededFiles(ServedTree tree) {
        return tree.mirrors().get(0).superseded().stream()
                .map(superseded -> superseded.publication().files().keySet())
                .toList();
    }

    private LoadedTree load(LogState state, Optional<ServedTree> before, Instant now) {
        return new TreeLoader(settings, publications, store, Clock.fixed(now, ZoneOffset.UTC)).load(7, state, before);
    }

    private LogState bothInTurn() {
        return switched(switched(MirrorState.EMPTY, first).mirror(TestTrees.MIRROR), second);
    }

    private static LogState switched(MirrorState from, Publication to) {
        var live = new LivePublication(to.id(), to.catalog(), to.updated(), 1, "A".repeat(40));
        return LogState.EMPTY.with(TestTrees.MIRROR, from.withLive(live, SWITCHED, RETENTION));
    }

    private Optional<String> textOf(ServedTree tree, String path, Instant now) {
        return tree.mirrors()
                .get(0)
                .find(path, now)
                .map(file -> new String(store.read(StoreKeys.blob(file.sha256()), 1000), StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
