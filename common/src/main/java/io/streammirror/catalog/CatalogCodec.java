package io.streammirror.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.json.Json;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.DocumentException;
import io.streammirror.simplestreams.DocumentParser;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.Sha256;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.TreeMap;

/**
 * The bytes of a catalog: deterministic, since their hash is its name, with each selected document in its own format.
 *
 * <p>Documents are read back by the same parser that read them from upstream, so payloads are never stored twice.
 */
public final class CatalogCodec {
    /** Raised only when older software could no longer read what is written. */
    static final String FORMAT = "catalog:1";

    private CatalogCodec() {}

    public static byte[] encode(Catalog catalog) {
        var streams = new TreeMap<ContentId, StreamForm>();
        catalog.streams()
                .forEach((contentId, stream) -> streams.put(
                        contentId,
                        new StreamForm(
                                stream.path(),
                                stream.document(),
                                stream.entry(),
                                stream.selected().toJson())));
        return Json.pretty(new Form(
                FORMAT,
                catalog.mirror(),
                catalog.source(),
                catalog.indexHeader(),
                catalog.indexDocument(),
                streams,
                catalog.refusals()));
    }

    /** Reads what {@link #encode} wrote; throws {@link CatalogFormatException} for anything else. */
    public static Catalog decode(byte[] bytes) {
        try {
            Form form = Json.read(bytes, Form.class);
            if (!FORMAT.equals(form.format())) {
                throw new CatalogFormatException("its format is '" + form.format() + "', not '" + FORMAT + "'");
            }
            var streams = new TreeMap<ContentId, CatalogStream>();
            form.streams().forEach((contentId, stream) -> streams.put(contentId, stream(contentId, stream)));
            return new Catalog(
                    form.mirror(), form.source(), form.index(), form.indexDocument(), streams, form.refusals());
        } catch (UncheckedIOException | DocumentException | IllegalArgumentException | NullPointerException e) {
            throw new CatalogFormatException(String.valueOf(e.getMessage()), e);
        }
    }

    private static CatalogStream stream(ContentId contentId, StreamForm form) {
        var parsed = DocumentParser.parseProducts(Json.pretty(form.selected()));
        if (!parsed.refusals().isEmpty()) {
            throw new CatalogFormatException(
                    "stream '" + contentId + "', " + parsed.refusals().get(0));
        }
        return new CatalogStream(form.path(), form.document(), form.entry(), parsed.document());
    }

    private record Form(
            String format,
            MirrorName mirror,
            String source,
            ObjectNode index,
            Sha256 indexDocument,
            TreeMap<ContentId, StreamForm> streams,
            List<CatalogRefusal> refusals) {}

    private record StreamForm(ItemPath path, Sha256 document, ObjectNode entry, ObjectNode selected) {}
}
