package io.streammirror.bundle;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.streammirror.codec.Json;
import io.streammirror.mirror.MirrorName;
import io.streammirror.openpgp.Fingerprint;
import io.streammirror.simplestreams.Sha256;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a site has, signed by its key: a request for what it lacks. With receipts it also proves what was taken in.
 *
 * @param created when the store was listed
 * @param site fingerprint of the key that signs it
 * @param siteKey that public key, armored
 * @param live the live publication of each mirror that takes bundles
 * @param blobs every blob of the store
 * @param receipts what became of the bundles of one import; empty for a request alone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SiteReport(
        String format,
        Instant created,
        Fingerprint site,
        String siteKey,
        SortedMap<MirrorName, Sha256> live,
        List<Sha256> blobs,
        List<Receipt> receipts) {
    /** Raised only when older software could no longer read what is written. */
    public static final String FORMAT = "site-report:1";

    /**
     * What became of one bundle.
     *
     * @param manifest hash of the signed manifest
     * @param sender fingerprint of the key that signed it
     * @param publications those of the sender that the bundle has
     * @param stored blobs that were taken in by this import
     * @param storedBytes what they take
     * @param present how many were there already
     * @param missing blobs that are still missing
     * @param entries the log entries of this site that followed or held the bundle, by mirror
     * @param held why mirrors of this site hold the change; empty when they follow it
     */
    public record Receipt(
            Sha256 manifest,
            Fingerprint sender,
            List<Sha256> publications,
            List<Sha256> stored,
            long storedBytes,
            int present,
            List<Sha256> missing,
            SortedMap<MirrorName, Long> entries,
            @Nullable String held) {
        public Receipt {
            publications = List.copyOf(publications);
            stored = List.copyOf(stored);
            missing = List.copyOf(missing);
            entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
        }
    }

    public SiteReport {
        if (!FORMAT.equals(format)) {
            throw new IllegalArgumentException(
                    "its format is '" + format + "', this version reads '" + FORMAT + "': update this site");
        }
        Json.required(created, "created");
        Json.required(site, "site");
        Json.required(siteKey, "siteKey");
        live = Collections.unmodifiableSortedMap(new TreeMap<>(Json.required(live, "live")));
        blobs = List.copyOf(Json.required(blobs, "blobs"));
        receipts = List.copyOf(Json.required(receipts, "receipts"));
    }
}
