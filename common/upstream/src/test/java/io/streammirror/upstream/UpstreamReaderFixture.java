package io.streammirror.upstream;

import static io.streammirror.upstream.FakeTree.INDEX;
import static io.streammirror.upstream.FakeTree.KEY;
import static io.streammirror.upstream.FakeTree.NOW;
import static io.streammirror.upstream.FakeTree.pathOf;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.openpgp.SignatureVerifier;
import io.streammirror.simplestreams.SampleProducts;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;

/** A reader of a tree with two streams. */
abstract class UpstreamReaderFixture {
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final String IMAGES = "com.example:images";
    static final String LOADERS = "com.example:bootloaders";
    static final String LATER = "Thu, 24 Jul 2025 09:00:00 +0000";

    final FakeTree tree = new FakeTree("https://upstream.example/tree/");
    final TreeLocation location = TreeLocation.parse(tree.source(), false);
    final UpstreamReader reader = new UpstreamReader(
            tree,
            DocumentTrust.signed(new SignatureVerifier(KEY.publicKeyring(), Set.of(), Set.of(), CLOCK)),
            entry -> !entry.contentId().value().startsWith("excluded"));

    @BeforeEach
    void publishTwoStreams() {
        tree.publish(images(), sample(LOADERS));
    }

    ReadResult read() {
        return reader.read(location, null, Depth.INDEX).orElseThrow();
    }

    static SampleProducts images() {
        return sample(IMAGES);
    }

    static SampleProducts sample(String contentId) {
        return new SampleProducts(contentId).item("p", "20250101", "root", contentId);
    }

    static ObjectNode index(String contentId, String path, String format) {
        ObjectNode index = JsonNodeFactory.instance.objectNode().put("format", "index:1.0");
        index.putObject("index").putObject(contentId).put("path", path).put("format", format);
        return index;
    }

    void nest(String path, ObjectNode nested) {
        if (!path.equals(INDEX)) {
            tree.putSigned(path, nested);
        }
        tree.publish();
        tree.entry("nested", "index:1.0").put("path", path);
        tree.putIndex();
        tree.putSigned(pathOf(IMAGES), images().root());
    }
}
