package io.streammirror.decision;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.simplestreams.VersionName;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The kind and the details of one entry of the log. Its consequences are in the state of the entry. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type", visible = true, defaultImpl = Decision.Unknown.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = Decision.CatalogAccepted.class, name = "catalog-accepted"),
    @JsonSubTypes.Type(value = Decision.PublicationSwitched.class, name = "publication-switched"),
    @JsonSubTypes.Type(value = Decision.UpstreamHeld.class, name = "upstream-held"),
    @JsonSubTypes.Type(value = Decision.UpstreamRefused.class, name = "upstream-refused"),
    @JsonSubTypes.Type(value = Decision.MirrorOnHold.class, name = "mirror-held"),
    @JsonSubTypes.Type(value = Decision.MirrorReleased.class, name = "mirror-released"),
    @JsonSubTypes.Type(value = Decision.RolledBack.class, name = "rolled-back"),
    @JsonSubTypes.Type(value = Decision.VersionPinned.class, name = "version-pinned"),
    @JsonSubTypes.Type(value = Decision.VersionUnpinned.class, name = "version-unpinned"),
    @JsonSubTypes.Type(value = Decision.ImageAdded.class, name = "image-added"),
    @JsonSubTypes.Type(value = Decision.ImageRemoved.class, name = "image-removed"),
    @JsonSubTypes.Type(value = Decision.Promoted.class, name = "promoted"),
    @JsonSubTypes.Type(value = Decision.BundleImported.class, name = "bundle-imported"),
    @JsonSubTypes.Type(value = Decision.TimeReset.class, name = "time-reset"),
    @JsonSubTypes.Type(value = Decision.MirrorUnconfigured.class, name = "mirror-unconfigured"),
    @JsonSubTypes.Type(value = Decision.MirrorConfigured.class, name = "mirror-configured"),
    @JsonSubTypes.Type(value = Decision.MirrorForgotten.class, name = "mirror-forgotten"),
    @JsonSubTypes.Type(value = Decision.SweepOpened.class, name = "sweep-opened"),
    @JsonSubTypes.Type(value = Decision.SweepClosed.class, name = "sweep-closed"),
    @JsonSubTypes.Type(value = Decision.BlobsDamaged.class, name = "blobs-damaged"),
    @JsonSubTypes.Type(value = Decision.BlobsRepaired.class, name = "blobs-repaired")
})
public sealed interface Decision {
    /** One line for people; it may quote upstream and operators, so make it safe before it is printed. */
    String summary();

    /** A decision about one mirror. */
    sealed interface OfMirror extends Decision {
        MirrorName mirror();
    }

    /**
     * The mirror follows this catalog from now on; where the entry names a person, it was held before.
     *
     * @param difference address of the item-level difference to the one before
     */
    record CatalogAccepted(MirrorName mirror, Sha256 revision, Sha256 difference) implements OfMirror {
        @Override
        public String summary() {
            return "catalog " + revision.abbreviated() + " accepted";
        }
    }

    /** The mirror serves this publication from now on. */
    record PublicationSwitched(MirrorName mirror, Sha256 publication, Sha256 catalog, Instant updated, String signer)
            implements OfMirror {
        @Override
        public String summary() {
            return "publication " + publication.abbreviated() + " live, of catalog " + catalog.abbreviated();
        }
    }

    /**
     * The upstream's present state, though validly signed, waits for an operator; logged only when it, or what it is suspected of,
     * is new.
     *
     * @param difference address of the item-level difference to the catalog that is followed
     */
    record UpstreamHeld(MirrorName mirror, Sha256 revision, Sha256 difference, List<Objection> objections)
            implements OfMirror {
        public UpstreamHeld {
            objections = Objection.bounded(objections);
        }

        @Override
        public String summary() {
            return "upstream held, revision " + revision.abbreviated() + ": "
                    + objections.stream().map(Objection::toString).collect(Collectors.joining("; "));
        }
    }

    /**
     * The upstream's present state cannot be read or is not vouched for; logged only when this or its reason is new.
     *
     * @param document key of the first document that was refused, as received; null when none came
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record UpstreamRefused(
            MirrorName mirror, String reason, @Nullable String document) implements OfMirror {
        @Override
        public String summary() {
            return "upstream refused: " + reason + (document == null ? "" : " (kept as " + document + ")");
        }
    }

    /** Nothing new of upstream's is published until the mirror is released. */
    record MirrorOnHold(MirrorName mirror) implements OfMirror {
        @Override
        public String summary() {
            return "on hold: no new version is published";
        }
    }

    /**
     * The mirror follows upstream again.
     *
     * @param hold whether a hold ended
     * @param rollbacks how many rollbacks ended, whose withdrawn versions may come back
     */
    record MirrorReleased(MirrorName mirror, boolean hold, int rollbacks) implements OfMirror {
        @Override
        public String summary() {
            return "released from " + (hold ? "a hold" : "")
                    + (hold && rollbacks > 0 ? " and " : "")
                    + (rollbacks > 0 ? rollbacks + " rollback(s)" : "");
        }
    }

    /** The mirror goes back to what an earlier publication listed. */
    record RolledBack(MirrorName mirror, Sha256 to, Sha256 from) implements OfMirror {
        @Override
        public String summary() {
            return "rolled back to publication " + to.abbreviated() + " from " + from.abbreviated();
        }
    }

    /** A product lists this version and none that is newer. */
    record VersionPinned(MirrorName mirror, ContentId stream, ProductName product, VersionName version)
            implements OfMirror {
        @Override
        public String summary() {
            return "product " + product + " pinned to version " + version;
        }
    }

    /** A product follows upstream again. */
    record VersionUnpinned(MirrorName mirror, ContentId stream, ProductName product, VersionName version)
            implements OfMirror {
        @Override
        public String summary() {
            return "product " + product + " no longer pinned to version " + version;
        }
    }

    /**
     * An image of the operators' own is published beside upstream's.
     *
     * @param bytes what its files take
     */
    record ImageAdded(MirrorName mirror, ContentId stream, ProductName product, VersionName version, long bytes)
            implements OfMirror {
        @Override
        public String summary() {
            return "custom image " + product + " " + version + " added, " + bytes + " bytes";
        }
    }

    /**
     * Images of the operators' own are published no more.
     *
     * @param versions those of the product that go; never empty
     */
    record ImageRemoved(MirrorName mirror, ContentId stream, ProductName product, List<VersionName> versions)
            implements OfMirror {
        public ImageRemoved {
            versions = List.copyOf(versions);
        }

        @Override
        public String summary() {
            return "custom image " + product + " removed: "
                    + versions.stream().map(VersionName::toString).collect(Collectors.joining(", "));
        }
    }

    /**
     * A publication of another mirror has become the content of the mirror.
     *
     * @param from the other mirror
     * @param publication of that one
     * @param revision of the catalog that says the same for this mirror
     * @param rollbacks how many rollbacks of this mirror ended by it
     */
    record Promoted(MirrorName mirror, MirrorName from, Sha256 publication, Sha256 revision, int rollbacks)
            implements OfMirror {
        @Override
        public String summary() {
            return "publication " + publication.abbreviated() + " of mirror " + from + " promoted, catalog "
                    + revision.abbreviated()
                    + (rollbacks == 0 ? "" : ", which ended " + rollbacks + " rollback(s)");
        }
    }

    /**
     * A bundle was taken in: the mirror follows its catalog from now on, or, with objections, the catalog waits for an operator.
     *
     * @param manifest hash of the signed manifest; the sender's file has the same
     * @param sender fingerprint of the key that signed it
     * @param publication of the sender
     * @param difference address of the item-level difference to the catalog that was followed before
     */
    record BundleImported(
            MirrorName mirror,
            Sha256 manifest,
            String sender,
            Sha256 publication,
            Sha256 revision,
            Sha256 difference,
            List<Objection> objections)
            implements OfMirror {
        public BundleImported {
            objections = Objection.bounded(objections);
        }

        @Override
        public String summary() {
            return "bundle " + manifest.abbreviated() + " with publication " + publication.abbreviated()
                    + " imported, catalog " + revision.abbreviated()
                    + (objections.isEmpty()
                            ? ""
                            : ", held: "
                                    + objections.stream()
                                            .map(Objection::toString)
                                            .collect(Collectors.joining("; ")));
        }
    }

    /**
     * The next publication carries the present time, although what is live is dated later.
     *
     * @param from the time of what is live
     */
    record TimeReset(MirrorName mirror, Instant from) implements OfMirror {
        @Override
        public String summary() {
            return "time reset: the next publication is dated now, not after " + from;
        }
    }

    /** The configuration of a publisher does not name the mirror any more. */
    record MirrorUnconfigured(MirrorName mirror) implements OfMirror {
        @Override
        public String summary() {
            return "no longer configured; it is forgotten in 30 days unless it is configured again";
        }
    }

    /** The configuration of a publisher names the mirror again, in time. */
    record MirrorConfigured(MirrorName mirror) implements OfMirror {
        @Override
        public String summary() {
            return "configured again";
        }
    }

    /** Nothing that was decided about the mirror counts any more. */
    record MirrorForgotten(MirrorName mirror) implements OfMirror {
        @Override
        public String summary() {
            return "forgotten; the next sweeps delete what only it needed";
        }
    }

    /**
     * The objects of a plan count as deleted from now on.
     *
     * @param objects how many it names
     * @param bytes what they take
     */
    record SweepOpened(Sha256 plan, int objects, long bytes) implements Decision {
        @Override
        public String summary() {
            return "sweep of " + objects + " objects opened, " + bytes + " bytes, plan " + plan.abbreviated();
        }
    }

    /**
     * A sweep is over.
     *
     * @param deleted how many objects are gone by it; others were stored again meanwhile
     */
    record SweepClosed(Sha256 plan, int deleted) implements Decision {
        @Override
        public String summary() {
            return "sweep closed, " + deleted + " objects deleted, plan " + plan.abbreviated();
        }
    }

    /** These blobs count as missing from now on, because the store returns other bytes; at most {@link #MAX_NAMED_BLOBS} at once. */
    record BlobsDamaged(List<Sha256> blobs) implements Decision {
        public BlobsDamaged {
            blobs = List.copyOf(blobs);
        }

        @Override
        public String summary() {
            return "damaged: " + named(blobs);
        }
    }

    /** These blobs were damaged, and the store has good copies of them again; at most {@link #MAX_NAMED_BLOBS} at once. */
    record BlobsRepaired(List<Sha256> blobs) implements Decision {
        public BlobsRepaired {
            blobs = List.copyOf(blobs);
        }

        @Override
        public String summary() {
            return "repaired: " + named(blobs);
        }
    }

    /** More would make an entry too large; several entries name the rest. */
    int MAX_NAMED_BLOBS = 500;

    private static String named(List<Sha256> blobs) {
        return blobs.size() == 1 ? "blob " + blobs.get(0).abbreviated() : blobs.size() + " blobs";
    }

    /** A decision of a kind that only a newer version knows, kept as it is written. */
    @JsonSerialize(using = UnknownDecisionSerializer.class)
    record Unknown(ObjectNode raw) implements Decision {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public Unknown {}

        public String type() {
            return raw.path("type").asText();
        }

        @Override
        public String summary() {
            return "'" + type() + "', which this version does not know";
        }
    }
}
