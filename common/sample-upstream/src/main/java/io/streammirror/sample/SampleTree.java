package io.streammirror.sample;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.VersionName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A tree in the shape of images.maas.io/ephemeral-v3/stable: its three streams, its names and fields, and generated
 * content of an eightieth of the real size (about 100 MB in total).
 *
 * @param tree what to serve
 * @param versions the versions of the Ubuntu images, oldest first
 */
public record SampleTree(UpstreamTree tree, List<VersionName> versions) {
    private static final List<VersionName> FIRST_VERSIONS =
            List.of(new VersionName("20250709"), new VersionName("20250718"));

    public SampleTree {
        versions = List.copyOf(versions);
    }

    /** The initial tree, always with the same content. */
    public static SampleTree at(Instant updated) {
        return of(FIRST_VERSIONS, updated, Map.of());
    }

    /** The tree after a release of new Ubuntu images; as on images.maas.io, the newest two versions remain. */
    public SampleTree release(VersionName version, Instant updated) {
        VersionName newest = versions.get(versions.size() - 1);
        if (version.compareTo(newest) <= 0) {
            throw new IllegalArgumentException("version " + version + " is not newer than " + newest);
        }
        return of(List.of(newest, version), updated, tree.blobs());
    }

    private static SampleTree of(List<VersionName> versions, Instant updated, Map<ItemPath, Blob> known) {
        Map<ContentId, List<SampleProduct>> streams = Map.of(
                UbuntuImages.STREAM, UbuntuImages.of(versions),
                Bootloaders.STREAM, Bootloaders.all(),
                CentosImages.STREAM, CentosImages.all());
        Map<ItemPath, Blob> blobs = blobs(streams.values().stream().flatMap(List::stream), known);
        UpstreamTree.Builder builder = UpstreamTree.at(updated);
        blobs.forEach(builder::blob);
        streams.forEach((id, products) -> builder.stream(id, document(products, blobs)));
        return new SampleTree(builder.build(), versions);
    }

    /** Content is a function of its path. Hashing is expensive, so all cores share it and nothing is hashed twice. */
    private static Map<ItemPath, Blob> blobs(Stream<SampleProduct> products, Map<ItemPath, Blob> known) {
        var blobs = new ConcurrentHashMap<ItemPath, Blob>();
        products
                .flatMap(product -> product.versions().values().stream())
                .flatMap(List::stream)
                .toList()
                .parallelStream()
                .forEach(item -> blobs.computeIfAbsent(item.path(), path -> {
                    Blob blob = known.get(path);
                    return blob != null ? blob : Blob.generated(path.value(), item.size());
                }));
        return blobs;
    }

    private static ObjectNode document(List<SampleProduct> products, Map<ItemPath, Blob> blobs) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        for (SampleProduct product : products) {
            ObjectNode entry = document.putObject(product.name().value());
            product.fields().forEach(entry::put);
            ObjectNode versions = entry.putObject("versions");
            product.versions().forEach((version, items) -> {
                ObjectNode target = versions.putObject(version.value()).putObject("items");
                items.forEach(item -> write(item, target.putObject(item.name()), blobs));
            });
        }
        return document;
    }

    private static void write(SampleItem item, ObjectNode target, Map<ItemPath, Blob> blobs) {
        Blob blob = blobs.get(item.path());
        if (blob == null) {
            throw new IllegalStateException("no content for " + item.path());
        }
        item.fields().forEach(target::put);
        target.put("ftype", item.ftype());
        target.put("path", item.path().value());
        target.put("sha256", blob.sha256().hex());
        target.put("size", blob.size());
    }
}
