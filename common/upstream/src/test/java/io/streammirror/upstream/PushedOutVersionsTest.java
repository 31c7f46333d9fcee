package io.streammirror.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.simplestreams.Product;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.SampleProducts;
import io.streammirror.simplestreams.Version;
import io.streammirror.simplestreams.VersionName;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class PushedOutVersionsTest {
    @Test
    void shouldKeepVersionThatNewerOnesPushedOut() {
        assertThat(kept(List.of("2", "3"), List.of("1", "2"), Set.of("1", "2", "3"), Set.of()))
                .containsExactly("1");
    }

    @Test
    void shouldDropVersionThatLeftWhileItWasTheNewest() {
        assertThat(kept(List.of("1"), List.of("1", "2"), Set.of("1", "2"), Set.of()))
                .isEmpty();
    }

    @Test
    void shouldDropVersionThatLeftWhileAnOlderOneStayed() {
        assertThat(kept(List.of("1", "3"), List.of("1", "2"), Set.of("1", "2", "3"), Set.of()))
                .isEmpty();
    }

    @Test
    void shouldDropVersionWhoseBytesAreNotStored() {
        assertThat(kept(List.of("3"), List.of("1", "2"), Set.of("1"), Set.of())).containsExactly("1");
    }

    @Test
    void shouldKeepNoMoreVersionsThatAreOldEnoughThanAreWanted() {
        Set<String> stored = Set.of("1", "2", "3", "4", "5");

        assertThat(kept(List.of("5"), List.of("1", "2", "3", "4"), stored, Set.of("1", "2")))
                .as("until a younger one is old enough, the newest that is old enough is published")
                .containsExactly("2", "3", "4");
        assertThat(kept(List.of("5"), List.of("1", "2", "3", "4"), stored, Set.of("1", "2", "3", "4", "5")))
                .isEmpty();
    }

    @Test
    void shouldDropEverythingOfAProductThatUpstreamNoLongerHas() {
        var now = new SampleProducts("s").item("other", "1", "root", "x").document();

        assertThat(PushedOutVersions.of(now, now, document(List.of("1")), stock(Set.of("1"), Set.of())))
                .isEmpty();
    }

    private static List<String> kept(List<String> now, List<String> before, Set<String> stored, Set<String> oldEnough) {
        ProductsDocument listed = document(now);
        ProductsDocument chosen = document(now.subList(now.size() - 1, now.size()));
        Product product = PushedOutVersions.of(listed, chosen, document(before), stock(stored, oldEnough))
                .get(new ProductName("p"));
        return product == null
                ? List.of()
                : product.versions().keySet().stream().map(VersionName::value).toList();
    }

    private static VersionStock stock(Set<String> stored, Set<String> oldEnough) {
        Predicate<Version> isComplete =
                version -> stored.contains(version.name().value());
        return new VersionStock(
                isComplete, version -> oldEnough.contains(version.name().value()));
    }

    private static ProductsDocument document(List<String> versions) {
        var sample = new SampleProducts("s");
        versions.forEach(version -> sample.item("p", version, "root", "content of " + version));
        return sample.document();
    }
}
