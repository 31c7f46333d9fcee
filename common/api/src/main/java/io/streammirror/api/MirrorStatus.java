package io.streammirror.api;

import io.streammirror.catalog.CatalogRefusal;
import io.streammirror.decision.Orders;
import io.streammirror.decision.Promotion;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.simplestreams.VersionName;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The status of one mirror. Labels of suspicions, weaknesses and outcomes are text, so that a reader accepts those of a newer publisher.
 *
 * @param source null for a mirror that is promoted into
 * @param settled whether nothing changes before the next poll
 * @param complete whether every wanted blob is stored and every version and stream is published
 * @param polled when upstream was polled last
 * @param reason why the state is what it is, for people; null when it needs no explanation
 * @param products number in the live publication, like versions and items
 * @param held the change of upstream that waits for an operator
 * @param overridden suspicions that an operator accepted for the catalog
 * @param unsigned whether the source is accepted without a signature
 * @param allow weaknesses of signatures that are accepted
 * @param orders of operators that are in force
 * @param dropped number of published products that upstream no longer offers
 * @param from the mirror that this one is promoted from; null for one with a source
 * @param promotion the last one; null before the first
 * @param delayed stored versions that are too young to be published; the next one first
 * @param notes what is published in another form than upstream's, for people
 * @param answered when upstream answered last; null before its first answer
 * @param readers as the publisher that answers has seen them since it started
 */
public record MirrorStatus(
        MirrorName name,
        @Nullable URI source,
        String path,
        MirrorPhase state,
        boolean settled,
        boolean complete,
        @Nullable Instant polled,
        @Nullable String pollOutcome,
        @Nullable String reason,
        @Nullable Instant upstreamUpdated,
        @Nullable Sha256 catalog,
        @Nullable Sha256 publication,
        @Nullable Instant published,
        @Nullable String signer,
        int products,
        int versions,
        int items,
        Blobs blobs,
        Bytes bytes,
        List<Withheld> withheld,
        List<LeftOut> leftOut,
        List<Failure> failures,
        List<CatalogRefusal> refused,
        List<String> violations,
        @Nullable Held held,
        List<String> overridden,
        boolean unsigned,
        List<String> allow,
        Orders orders,
        int dropped,
        @Nullable MirrorName from,
        @Nullable Promotion promotion,
        List<Delayed> delayed,
        List<String> notes,
        @Nullable Instant answered,
        ReaderCounts readers) {
    public MirrorStatus {
        path = Objects.requireNonNullElse(path, "");
        state = Objects.requireNonNullElse(state, MirrorPhase.UNKNOWN);
        blobs = Objects.requireNonNullElse(blobs, Blobs.NONE);
        bytes = Objects.requireNonNullElse(bytes, Bytes.NONE);
        orders = Objects.requireNonNullElse(orders, Orders.NONE);
        withheld = copy(withheld);
        leftOut = copy(leftOut);
        failures = copy(failures);
        refused = copy(refused);
        violations = copy(violations);
        overridden = copy(overridden);
        allow = copy(allow);
        readers = Objects.requireNonNullElse(readers, ReaderCounts.NONE);
        delayed = copy(delayed);
        notes = copy(notes);
    }

    private static <T> List<T> copy(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /** Numbers of distinct blobs that the catalog wants. */
    public record Blobs(int wanted, int stored, int failed) {
        public static final Blobs NONE = new Blobs(0, 0, 0);
    }

    /** Sizes of distinct blobs that the catalog wants. */
    public record Bytes(long wanted, long stored) {
        public static final Bytes NONE = new Bytes(0, 0);

        public long missing() {
            return Math.max(0, wanted - stored);
        }
    }

    /** A version that is not published, because MAAS would refuse the source with it. */
    public record Withheld(@Nullable ContentId stream, ProductName product, VersionName version, String reason) {}

    /** A stream that is not published, because MAAS could read none of its versions. */
    public record LeftOut(ContentId stream, String reason) {}

    /** A stored version that is not published before a time. */
    public record Delayed(@Nullable ContentId stream, ProductName product, VersionName version, Instant until) {}

    /**
     * A blob that could not be fetched.
     *
     * @param path null for a blob whose catalog cannot be read
     * @param time of the last attempt; null when it is not known
     */
    public record Failure(
            Sha256 sha256,
            @Nullable ItemPath path,
            String reason,
            boolean retryable,
            @Nullable Instant time) {}

    /**
     * A change of upstream that waits for an operator.
     *
     * @param revision that an operator accepts
     */
    public record Held(Sha256 revision, Instant since, List<Objection> objections) {
        public Held {
            objections = copy(objections);
        }
    }

    /** Why a change waits. */
    public record Objection(String suspicion, String reason) {}
}
