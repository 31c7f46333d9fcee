package io.streammirror.publisher.assemble;

import static io.streammirror.publisher.Trees.STREAM;
import static io.streammirror.publisher.Trees.catalog;
import static io.streammirror.publisher.Trees.contents;
import static io.streammirror.publisher.Trees.sha256;
import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.catalog.Catalog;
import io.streammirror.publisher.publication.Replaced;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.simplestreams.VersionName;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OverlapTest {
    private static final ProductName PRODUCT = new ProductName("7");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration TWO_HOURS = Duration.ofHours(2);

    private final Set<Sha256> stored = new HashSet<>();

    @Test
    void shouldListReplacedVersionBesideTheNewOne() {
        AssembledTree before = assemble("v1");

        Overlap.Extended extended = extend(assemble("v2"), before, Replaced.NONE, NOON);

        assertThat(listed(extended)).containsExactly("v1", "v2");
        assertThat(extended.replaced().of(STREAM, PRODUCT, new VersionName("v1")))
                .contains(NOON);
        assertThat(extended.until()).contains(NOON.plus(TWO_HOURS));
    }

    @Test
    void shouldDropReplacedVersionWhenItsTimeIsOver() {
        AssembledTree both =
                extend(assemble("v2"), assemble("v1"), Replaced.NONE, NOON).tree();
        Replaced replaced =
                extend(assemble("v2"), assemble("v1"), Replaced.NONE, NOON).replaced();

        Instant end = NOON.plus(TWO_HOURS);
        assertThat(listed(extend(assemble("v2"), both, replaced, end.minusSeconds(1))))
                .containsExactly("v1", "v2");
        Overlap.Extended over = extend(assemble("v2"), both, replaced, end);
        assertThat(listed(over)).containsExactly("v2");
        assertThat(over.until()).isEmpty();
        assertThat(over.replaced()).isEqualTo(Replaced.NONE);
    }

    @Test
    void shouldNotKeepVersionThatIsNewerThanWhatIsListedNow() {
        assertThat(listed(extend(assemble("v1"), assemble("v2"), Replaced.NONE, NOON)))
                .as("a version that upstream took back")
                .containsExactly("v1");
    }

    @Test
    void shouldNotKeepVersionThatAnOperatorWentBackFrom() {
        AssembledTree before = assemble("v1");
        Withdrawals withdrawals = Withdrawals.NONE.then(
                PreviousTree.NONE, PreviousTreeFixture.of(before).values());

        Overlap.Extended extended = Overlap.extend(
                assemble("v2"), previous(before), Replaced.NONE, requirements(), withdrawals, TWO_HOURS, NOON);

        assertThat(listed(extended)).containsExactly("v2");
    }

    @Test
    void shouldNotKeepVersionWhoseBytesAreGone() {
        AssembledTree before = assemble("v1");
        AssembledTree after = assemble("v2");
        stored.removeAll(contents("7", "v1", "a").stream()
                .map(content -> sha256(content))
                .toList());

        assertThat(listed(extend(after, before, Replaced.NONE, NOON))).containsExactly("v2");
    }

    @Test
    void shouldKeepNothingWhenSwitchedOff() {
        Overlap.Extended extended = Overlap.extend(
                assemble("v2"),
                previous(assemble("v1")),
                Replaced.NONE,
                requirements(),
                Withdrawals.NONE,
                Duration.ZERO,
                NOON);

        assertThat(listed(extended)).containsExactly("v2");
        assertThat(extended.until()).isEmpty();
    }

    private Overlap.Extended extend(AssembledTree tree, AssembledTree live, Replaced before, Instant now) {
        return Overlap.extend(tree, previous(live), before, requirements(), Withdrawals.NONE, TWO_HOURS, now);
    }

    private static PreviousTree previous(AssembledTree live) {
        return new PreviousTree(PreviousTreeFixture.of(live), Map.of(), null);
    }

    private ListingRequirements requirements() {
        return StoredRequirements.of((sha256, size) -> stored.contains(sha256));
    }

    private AssembledTree assemble(String... versions) {
        var editions = Arrays.stream(versions).collect(Collectors.toMap(version -> version, version -> "a"));
        Catalog catalog = catalog(new TreeMap<>(Map.of("7", new TreeMap<>(editions))));
        stored.addAll(catalog.blobs().keySet());
        return TreeAssembler.assemble(PreviousTreeFixture.curated(catalog, new TreeMap<>()), requirements());
    }

    private static List<String> listed(Overlap.Extended extended) {
        return extended.tree().streams().get(STREAM).products().get(PRODUCT).versions().keySet().stream()
                .map(VersionName::value)
                .toList();
    }
}
