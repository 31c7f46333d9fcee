package io.streammirror.publisher.publication;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.streammirror.codec.Json;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.simplestreams.VersionName;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The bytes of a publication: deterministic, since their hash is its id. */
public final class PublicationCodec {
    /** Raised only when older software could no longer read what is written. */
    static final String FORMAT = "publication:1";

    private PublicationCodec() {}

    public static byte[] encode(Publication publication) {
        return Json.pretty(new Form(
                FORMAT,
                publication.mirror(),
                publication.catalog(),
                publication.updated(),
                new TreeMap<>(publication.streams()),
                new TreeMap<>(publication.files()),
                publication.counts(),
                form(publication.dropped()),
                publication.customStreams().isEmpty() ? null : new TreeSet<>(publication.customStreams()),
                publication.replaced().since().isEmpty()
                        ? null
                        : publication.replaced().since()));
    }

    /** Reads what {@link #encode} wrote; throws {@link PublicationFormatException} for anything else. */
    public static Publication decode(byte[] bytes) {
        try {
            Form form = Json.read(bytes, Form.class);
            if (!FORMAT.equals(form.format())) {
                throw new PublicationFormatException("its format is '" + form.format() + "', not '" + FORMAT + "'");
            }
            return new Publication(
                    Json.required(form.mirror(), "mirror"),
                    Json.required(form.catalog(), "catalog"),
                    Json.required(form.updated(), "updated"),
                    Json.required(form.streams(), "streams"),
                    Json.required(form.files(), "files"),
                    Json.required(form.counts(), "counts"),
                    form.dropped() == null ? Dropped.NONE : new Dropped(new TreeMap<>(form.dropped())),
                    form.own() == null ? Set.of() : form.own(),
                    form.replaced() == null ? Replaced.NONE : new Replaced(form.replaced()));
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw new PublicationFormatException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Null when nothing is dropped, as it is in publications of before there was such a thing. */
    private static @Nullable Map<ContentId, SortedMap<ProductName, Instant>> form(Dropped dropped) {
        var form = new TreeMap<ContentId, SortedMap<ProductName, Instant>>();
        dropped.since().forEach((stream, products) -> form.put(stream, new TreeMap<>(products)));
        return form.isEmpty() ? null : form;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Form(
            String format,
            MirrorName mirror,
            Sha256 catalog,
            Instant updated,
            TreeMap<ContentId, PublishedStream> streams,
            TreeMap<ItemPath, PublishedFile> files,
            Counts counts,
            @Nullable Map<ContentId, SortedMap<ProductName, Instant>> dropped,
            @Nullable TreeSet<ContentId> own,
            @Nullable SortedMap<ContentId, SortedMap<ProductName, SortedMap<VersionName, Instant>>> replaced) {}
}
