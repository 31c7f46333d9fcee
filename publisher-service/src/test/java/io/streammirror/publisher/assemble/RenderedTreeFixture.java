package io.streammirror.publisher.assemble;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.streammirror.maas.MaasContract;
import io.streammirror.maas.Violation;
import io.streammirror.publisher.publication.DocumentPaths;
import io.streammirror.publisher.render.RenderedStream;
import io.streammirror.publisher.render.RenderedTree;
import io.streammirror.publisher.render.TreeRenderer;
import io.streammirror.simplestreams.ItemPath;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The documents of an assembled tree, checked by the contract. */
final class RenderedTreeFixture {
    private RenderedTreeFixture() {}

    /** What any release of MAAS would say of the documents; nothing of a tree without streams, which is not published. */
    static List<Violation> violations(AssembledTree tree) {
        if (tree.isEmpty()) {
            return List.of();
        }
        RenderedTree rendered = TreeRenderer.render(
                JsonNodeFactory.instance.objectNode(), tree, Map.of(), Instant.parse("2026-11-23T01:02:03Z"));
        var served = new HashMap<ItemPath, byte[]>();
        ItemPath index = DocumentPaths.index().plain();
        served.put(index, rendered.plainIndex());
        for (RenderedStream stream : rendered.streams()) {
            served.put(stream.paths().plain(), stream.body());
        }
        return MaasContract.validate(index, path -> Optional.ofNullable(served.get(path)));
    }
}
