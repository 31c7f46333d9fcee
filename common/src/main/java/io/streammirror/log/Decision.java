package io.streammirror.log;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.Sha256;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an entry of the log decided: for people and for history, since what follows from it is in the entry's state. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type", visible = true, defaultImpl = Decision.Unknown.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = Decision.CatalogAccepted.class, name = "catalog-accepted"),
    @JsonSubTypes.Type(value = Decision.PublicationSwitched.class, name = "publication-switched"),
    @JsonSubTypes.Type(value = Decision.UpstreamHeld.class, name = "upstream-held"),
    @JsonSubTypes.Type(value = Decision.UpstreamRefused.class, name = "upstream-refused")
})
public sealed interface Decision {
    /**
     * The mirror follows this catalog from now on; where the entry names a person, it was held before.
     *
     * @param difference address of the item-level difference to the one before
     */
    record CatalogAccepted(MirrorName mirror, Sha256 revision, Sha256 difference) implements Decision {}

    /** The mirror serves this publication from now on. */
    record PublicationSwitched(MirrorName mirror, Sha256 publication, Sha256 catalog, Instant updated, String signer)
            implements Decision {}

    /**
     * The upstream's present state, though validly signed, waits for an operator; logged only when it, or what it is suspected of,
     * is new.
     *
     * @param difference address of the item-level difference to the catalog that is followed
     */
    record UpstreamHeld(MirrorName mirror, Sha256 revision, Sha256 difference, List<Objection> objections)
            implements Decision {
        public UpstreamHeld {
            objections = List.copyOf(objections);
        }
    }

    /**
     * The upstream's present state cannot be read or is not vouched for; logged only when this or its reason is new.
     *
     * @param document key of the first document that was refused, as received; null when none came
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record UpstreamRefused(
            MirrorName mirror, String reason, @Nullable String document) implements Decision {}

    /** A decision of a kind that only a newer version knows, kept as it is written. */
    @JsonSerialize(using = UnknownDecisionSerializer.class)
    record Unknown(ObjectNode raw) implements Decision {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public Unknown {}

        public String type() {
            return raw.path("type").asText();
        }
    }
}
