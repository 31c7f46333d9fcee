package io.streammirror.catalog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.codec.Json;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.DocumentException;
import io.streammirror.simplestreams.DocumentParser;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.Sha256;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
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
        return Json.pretty(form(catalog));
    }

    /** The hash of the bytes that {@link #encode} gives, without holding them. */
    static Sha256 revision(Catalog catalog) {
        var digest = new DigestOutputStream(OutputStream.nullOutputStream(), Sha256.newDigest());
        Json.writePretty(form(catalog), digest);
        return Sha256.ofDigest(digest.getMessageDigest().digest());
    }

    /** A {@link Form} as a tree, made of the catalog's own nodes and not of copies: those of a big stream take much memory. */
    private static ObjectNode form(Catalog catalog) {
        ObjectNode form = JsonNodeFactory.instance
                .objectNode()
                .put("format", FORMAT)
                .put("mirror", catalog.mirror().value())
                .put("source", catalog.source())
                .put("indexDocument", catalog.indexDocument().hex());
        form.set("index", catalog.indexHeader());
        form.set("refusals", Json.mapper().valueToTree(catalog.refusals()));
        ObjectNode streams = form.putObject("streams");
        catalog.streams().forEach((contentId, stream) -> {
            ObjectNode streamForm = streams.putObject(contentId.value())
                    .put("path", stream.path().value())
                    .put("document", stream.document().hex());
            streamForm.set("entry", stream.entry());
            streamForm.set("selected", stream.selected().toJson());
        });
        return form;
    }

    /** Reads what {@link #encode} wrote; throws {@link CatalogFormatException} for anything else. */
    public static Catalog decode(byte[] bytes) {
        try {
            Form form = Json.read(bytes, Form.class);
            if (!FORMAT.equals(form.format())) {
                throw new CatalogFormatException("its format is '" + form.format() + "', not '" + FORMAT + "'");
            }
            var streams = new TreeMap<ContentId, CatalogStream>();
            Json.required(form.streams(), "streams")
                    .forEach((contentId, stream) -> streams.put(contentId, stream(contentId, stream)));
            return new Catalog(
                    Json.required(form.mirror(), "mirror"),
                    Json.required(form.source(), "source"),
                    Json.required(form.index(), "index"),
                    Json.required(form.indexDocument(), "indexDocument"),
                    streams,
                    Json.required(form.refusals(), "refusals"));
        } catch (UncheckedIOException | DocumentException | IllegalArgumentException e) {
            throw new CatalogFormatException(String.valueOf(e.getMessage()), e);
        }
    }

    private static CatalogStream stream(ContentId contentId, StreamForm form) {
        var parsed = DocumentParser.parseProducts(Json.pretty(Json.required(form.selected(), "selected")));
        if (!parsed.refusals().isEmpty()) {
            throw new CatalogFormatException(
                    "stream '" + contentId + "', " + parsed.refusals().get(0));
        }
        return new CatalogStream(
                Json.required(form.path(), "path"),
                Json.required(form.document(), "document"),
                Json.required(form.entry(), "entry"),
                parsed.document());
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
