package io.streammirror.upstream;

import static io.streammirror.upstream.FakeTree.INDEX;
import static io.streammirror.upstream.FakeTree.pathOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.simplestreams.Rejection;
import org.junit.jupiter.api.Test;

/** Indexes that are named by an index. */
class NestedIndexTest extends UpstreamReaderFixture {
    @Test
    void shouldFollowIndexInAnIndex() {
        nest(pathOf("nested"), index(IMAGES, pathOf(IMAGES), "products:1.0"));

        assertThat(read().set().products())
                .extracting(products -> products.entry().contentId().value())
                .containsExactly(IMAGES);
    }

    @Test
    void shouldNameWhatIsWrongInANestedIndex() {
        ObjectNode nested = index(IMAGES, pathOf(IMAGES), "products:1.0");
        nested.withObject("index").putObject("pathless");
        nest(pathOf("nested"), nested);

        assertThat(read().set().refusals()).extracting(Rejection::pointer).containsExactly("/index/pathless");
    }

    @Test
    void shouldNotTakeNestedIndexOlderThanItsEntry() {
        tree.putSigned(
                pathOf("nested"),
                index(IMAGES, pathOf(IMAGES), "products:1.0").put("updated", "Thu, 24 Jul 2025 08:01:49 +0000"));
        tree.publish();
        tree.entry("nested", "index:1.0").put("path", pathOf("nested")).put("updated", LATER);
        tree.putIndex();

        assertThatThrownBy(this::read).isInstanceOf(UpstreamException.Inconsistent.class);
    }

    @Test
    void shouldEndCycleOfIndexes() {
        nest(INDEX, tree.index());
        tree.reads().clear();

        UpstreamSnapshot set = read().set();

        assertThat(set.refusals()).extracting(Rejection::pointer).containsExactly("/index/nested");
        assertThat(tree.reads()).containsExactly(INDEX, INDEX);
    }

    @Test
    void shouldFollowIndexesOnlySoDeep() {
        nest(pathOf("level2"), index("level3", pathOf("level3"), "index:1.0"));
        tree.putSigned(pathOf("level3"), index("level4", pathOf("level4"), "index:1.0"));
        tree.putSigned(pathOf("level4"), index("level5", pathOf("level5"), "index:1.0"));

        UpstreamSnapshot set = read().set();

        assertThat(set.refusals()).extracting(Rejection::pointer).containsExactly("/index/level5");
        assertThat(tree.reads()).doesNotContain(pathOf("level5"));
    }

    @Test
    void shouldTakeStreamOnceWhenTwoIndexesNameIt() {
        tree.publish(images());
        tree.putSigned(pathOf("nested"), index(IMAGES, pathOf(IMAGES), "products:1.0"));
        tree.entry("nested", "index:1.0").put("path", pathOf("nested"));
        tree.putIndex();

        UpstreamSnapshot set = read().set();

        assertThat(set.products()).hasSize(1);
        assertThat(set.refusals()).extracting(Rejection::pointer).containsExactly("/index/" + IMAGES);
    }
}
