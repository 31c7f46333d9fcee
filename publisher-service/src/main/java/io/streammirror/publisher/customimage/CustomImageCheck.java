package io.streammirror.publisher.customimage;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.streammirror.catalog.Catalog;
import io.streammirror.maas.MaasContract;
import io.streammirror.maas.MaasProfile;
import io.streammirror.maas.Violation;
import io.streammirror.publisher.assemble.AssembledTree;
import io.streammirror.publisher.assemble.CustomImageStreams;
import io.streammirror.publisher.publication.DocumentPaths;
import io.streammirror.publisher.render.RenderedStream;
import io.streammirror.publisher.render.RenderedTree;
import io.streammirror.publisher.render.TreeRenderer;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.Product;
import io.streammirror.simplestreams.ProductsDocument;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says why an image cannot be published, before anything is changed for it; empty when it can. */
public final class CustomImageCheck {
    private CustomImageCheck() {}

    /** Whether upstream has something that MAAS cannot distinguish from it. */
    public static Optional<String> againstUpstream(CustomImage image, Catalog catalog) {
        ContentId stream = image.stream();
        if (catalog.streams().containsKey(stream)) {
            return Optional.of("upstream has a stream '" + stream + "' of its own: choose another --namespace");
        }
        return catalog.streams().values().stream()
                .map(of -> of.selected())
                .flatMap(document -> alike(image, document).stream())
                .findFirst()
                .map(product -> alike(image, product) + " of upstream's");
    }

    /** Whether there is one of another shape that MAAS cannot distinguish from it. */
    public static Optional<String> againstOthers(CustomImage image, CustomImageCollection others) {
        return others.streams().values().stream()
                .filter(document -> !document.contentId().equals(image.stream()))
                .flatMap(document -> alike(image, document).stream())
                .findFirst()
                .map(product -> alike(image, product) + ", which is an own image of another shape: remove that first");
    }

    private static Optional<Product> alike(CustomImage image, ProductsDocument document) {
        return document.products().values().stream()
                .filter(product -> image.description().isChosenAs(product.fields()))
                .findFirst();
    }

    private static String alike(CustomImage image, Product product) {
        return "MAAS could not distinguish it from product '" + product.name()
                + "': it chooses by system, release and architecture ("
                + image.description().os() + ", " + image.description().release() + ", "
                + image.description().arch() + "); give it a release of its own, as "
                + image.description().release() + "-custom. It is like one";
    }

    /**
     * The objections of MAAS to these streams, if they were published.
     *
     * @param readers the releases that read the mirror
     */
    public static Optional<String> contract(CustomImageCollection collection, MaasProfile readers, Instant now) {
        Collection<ProductsDocument> documents = collection.streams().values();
        if (documents.isEmpty()) {
            return Optional.empty();
        }
        RenderedTree tree = TreeRenderer.render(
                JsonNodeFactory.instance.objectNode(),
                new AssembledTree(CustomImageStreams.streams(documents), List.of(), List.of(), 0),
                Map.of(),
                now);
        var served = new HashMap<ItemPath, byte[]>();
        served.put(DocumentPaths.index().plain(), tree.plainIndex());
        for (RenderedStream stream : tree.streams()) {
            served.put(stream.paths().plain(), stream.body());
        }
        List<Violation> violations =
                MaasContract.validate(DocumentPaths.index().plain(), path -> Optional.ofNullable(served.get(path)));
        String problems = violations.stream()
                .filter(readers::isBrokenBy)
                .map(Violation::toString)
                .collect(Collectors.joining("; "));
        return problems.isEmpty() ? Optional.empty() : Optional.of(problems);
    }
}
