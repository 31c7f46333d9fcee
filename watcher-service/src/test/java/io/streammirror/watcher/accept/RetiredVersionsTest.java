package io.streammirror.watcher.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.catalog.Catalog;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.Product;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.SampleProducts;
import io.streammirror.simplestreams.VersionName;
import io.streammirror.testing.time.ManualClock;
import io.streammirror.upstream.Depth;
import io.streammirror.upstream.FakeTree;
import io.streammirror.upstream.MirrorUpstream;
import io.streammirror.upstream.UpstreamSnapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetiredVersionsTest {
    private static final String STREAM = "com.example:images";

    private final FakeTree tree = new FakeTree("https://upstream.example/");
    private final MirrorUpstream upstream =
            MirrorUpstream.of(tree.settings("stable"), tree, new ManualClock(FakeTree.NOW));

    @Test
    void shouldDropVersionsThatNewerOnesPushedOut() {
        Catalog followed = upstream.select(snapshot(versions("1", "2", "3")), null);

        Catalog compared = RetiredVersions.without(followed, snapshot(versions("3", "4")));

        assertThat(versions(compared)).containsExactly("3");
    }

    @Test
    void shouldKeepVersionThatUpstreamRemovedWhileOlderOneStayed() {
        Catalog followed = upstream.select(snapshot(versions("1", "2", "3")), null);

        Catalog compared = RetiredVersions.without(followed, snapshot(versions("1", "3")));

        assertThat(versions(compared)).containsExactly("1", "2", "3");
    }

    @Test
    void shouldKeepVersionThatLeftWhileItWasTheNewest() {
        Catalog followed = upstream.select(snapshot(versions("1", "2")), null);

        Catalog compared = RetiredVersions.without(followed, snapshot(versions("1")));

        assertThat(versions(compared)).containsExactly("1", "2");
    }

    @Test
    void shouldKeepWholeProductWhenUpstreamNoLongerHasIt() {
        Catalog followed = upstream.select(snapshot(versions("1", "2")), null);

        Catalog compared =
                RetiredVersions.without(followed, snapshot(new SampleProducts(STREAM).item("other", "9", "root", "x")));

        assertThat(versions(compared)).containsExactly("1", "2");
    }

    @Test
    void shouldKeepWholeStreamWhenUpstreamNoLongerHasIt() {
        Catalog followed = upstream.select(snapshot(versions("1", "2")), null);

        Catalog compared = RetiredVersions.without(
                followed, snapshot(new SampleProducts("com.example:other").item("p", "9", "root", "x")));

        assertThat(compared).isEqualTo(followed);
    }

    private UpstreamSnapshot snapshot(SampleProducts products) {
        tree.publish(products);
        return upstream.read(null, Depth.INDEX).orElseThrow().set();
    }

    private static SampleProducts versions(String... names) {
        var products = new SampleProducts(STREAM);
        for (String name : names) {
            products.item("p", name, "root", "content of " + name);
        }
        return products;
    }

    private static List<String> versions(Catalog catalog) {
        Product product = catalog.streams()
                .get(new ContentId(STREAM))
                .selected()
                .products()
                .get(new ProductName("p"));
        return product.versions().keySet().stream().map(VersionName::value).toList();
    }
}
