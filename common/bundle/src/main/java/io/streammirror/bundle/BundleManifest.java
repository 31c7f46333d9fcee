package io.streammirror.bundle;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.streammirror.codec.Json;
import io.streammirror.mirror.MirrorName;
import io.streammirror.openpgp.Fingerprint;
import io.streammirror.simplestreams.Sha256;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle carries and what it needs; {@code docs/bundle.md} describes the fields.
 *
 * @param id 32 hexadecimal digits, by which the parts of one bundle know each other
 * @param created when the sender read the publications
 * @param sender fingerprint of the key that signs the manifest
 * @param senderKey that public key, armored; it is shown and never trusted
 * @param request hash of the signed request that the bundle answers; null for a bundle without one
 * @param blobs every blob of the publications, each once
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BundleManifest(
        String format,
        String id,
        Instant created,
        Fingerprint sender,
        String senderKey,
        @Nullable Sha256 request,
        List<BundledPublication> publications,
        List<BundlePart> parts,
        List<BundledBlob> blobs) {
    /** Raised only when older software could no longer read what is written. */
    public static final String FORMAT = "bundle:1";

    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    public BundleManifest {
        if (!FORMAT.equals(format)) {
            throw new IllegalArgumentException(
                    "its format is '" + format + "', this version reads '" + FORMAT + "': update this site");
        }
        if (!ID.matcher(Json.required(id, "id")).matches()) {
            throw new IllegalArgumentException("its id is not 32 hexadecimal digits");
        }
        Json.required(created, "created");
        Json.required(sender, "sender");
        Json.required(senderKey, "senderKey");
        publications = List.copyOf(Json.required(publications, "publications"));
        parts = List.copyOf(Json.required(parts, "parts"));
        blobs = List.copyOf(Json.required(blobs, "blobs"));
        requireConsistent(publications, parts, blobs);
    }

    private static void requireConsistent(
            List<BundledPublication> publications, List<BundlePart> parts, List<BundledBlob> blobs) {
        Set<Integer> numbers = parts.stream().map(BundlePart::number).collect(Collectors.toSet());
        var known = new HashSet<Sha256>();
        for (BundledBlob blob : blobs) {
            if (!known.add(blob.sha256())) {
                throw new IllegalArgumentException("blob " + blob.sha256() + " is listed twice");
            }
            if (blob.pieces().stream().anyMatch(piece -> !numbers.contains(piece.part()))) {
                throw new IllegalArgumentException("blob " + blob.sha256() + " is in a part that is not listed");
            }
        }
        if (numbers.size() != parts.size()) {
            throw new IllegalArgumentException("a part is listed twice");
        }
        if (publications.isEmpty()
                || publications.stream()
                                .map(BundledPublication::mirror)
                                .distinct()
                                .count()
                        != publications.size()) {
            throw new IllegalArgumentException("it must have one publication of each mirror");
        }
        publications.stream()
                .flatMap(publication -> publication.documents().entrySet().stream())
                .filter(document -> !known.contains(document.getValue()))
                .findFirst()
                .ifPresent(document -> {
                    throw new IllegalArgumentException("document " + document.getKey() + " is not among its blobs");
                });
    }

    /** The publication of a mirror of the sender. */
    public Optional<BundledPublication> publication(MirrorName mirror) {
        return publications.stream()
                .filter(publication -> publication.mirror().equals(mirror))
                .findFirst();
    }

    /** The blobs whose bytes the bundle has. */
    @JsonIgnore
    public Stream<BundledBlob> carried() {
        return blobs.stream().filter(BundledBlob::carried);
    }

    /** The blobs that the receiver must have already. */
    @JsonIgnore
    public Stream<BundledBlob> assumed() {
        return blobs.stream().filter(blob -> !blob.carried());
    }
}
