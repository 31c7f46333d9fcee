package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.sample.Blob;
import io.streammirror.sample.UpstreamTree;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ItemPath;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Streams beside the images for which MAAS 3.8 would refuse the whole source. */
@OnSharedStack
final class UnfitStreamsIT {
    private static final ContentId NOTICES = new ContentId("com.example:notices");
    private static final ContentId CORE = new ContentId("com.example:core");

    private final SharedStack stack;

    UnfitStreamsIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void shouldLeaveOutUnfitStreamsAndReportThem() {
        UpstreamTree upstream = publishWithUnfitStreams("mixed");

        JsonNode status = stack.status()
                .await(
                        "mixed",
                        "has published the images without them",
                        mirror -> mirror.path("settled").asBoolean()
                                && mirror.path("left-out").size() == 2
                                && isNewest(mirror, upstream));

        assertThat(status.path("left-out").findValuesAsText("stream"))
                .containsExactlyInAnyOrder(NOTICES.value(), CORE.value());
        assertThat(streams("mixed")).containsExactly(SmallTree.STREAM.value());
        assertThat(page("mixed/failures")).contains("stream com.example:notices", "stream com.example:core");
    }

    @Test
    void shouldPublishUnfitStreamsAndWarnWhenConfigured() {
        UpstreamTree upstream = publishWithUnfitStreams("unchecked");

        stack.status().awaitPublished("unchecked", upstream.updated());

        assertThat(streams("unchecked"))
                .containsExactlyInAnyOrder(SmallTree.STREAM.value(), NOTICES.value(), CORE.value());
        assertThat(page("unchecked")).contains("MAAS 3.8 refuses a source");
    }

    private UpstreamTree publishWithUnfitStreams(String mirror) {
        UpstreamTree images = stack.smallTree(mirror).tree();
        var builder = images.edit(images.updated().plusSeconds(60));
        addStream(builder, NOTICES, product("notifications"), mirror);
        ObjectNode core = product("squashfs").put("os", "ubuntu-core");
        addStream(builder, CORE, core, mirror);
        UpstreamTree tree = builder.build();
        stack.upstream(mirror).publish(tree);
        return tree;
    }

    private static ObjectNode product(String ftype) {
        ObjectNode product = JsonNodeFactory.instance.objectNode().put("arch", "amd64");
        product.putObject("versions")
                .putObject("20250101")
                .putObject("items")
                .putObject("item")
                .put("ftype", ftype);
        return product;
    }

    private static void addStream(UpstreamTree.Builder builder, ContentId id, ObjectNode product, String mirror) {
        var path = new ItemPath(id.value().substring("com.example:".length()) + "/item");
        Blob content = Blob.generated(mirror + "/" + path, 1000);
        ObjectNode item = (ObjectNode) product.at("/versions/20250101/items/item");
        item.put("path", path.value()).put("sha256", content.sha256().hex()).put("size", content.size());
        ObjectNode products = JsonNodeFactory.instance.objectNode();
        products.set(id.value() + ":item", product);
        builder.blob(path, content).stream(id, products);
    }

    private static boolean isNewest(JsonNode mirror, UpstreamTree upstream) {
        return Instant.parse(mirror.path("upstream-updated").asText("1970-01-01T00:00:00Z"))
                .equals(upstream.updated());
    }

    private String page(String name) {
        return new String(new Web().body(stack.ports().site().resolve("/ui/mirrors/" + name)), StandardCharsets.UTF_8);
    }

    private Set<String> streams(String mirror) {
        try (PublishedTree tree = stack.tree(mirror)) {
            var names = new HashSet<String>();
            tree.index().required("index").fieldNames().forEachRemaining(names::add);
            return names;
        }
    }
}
