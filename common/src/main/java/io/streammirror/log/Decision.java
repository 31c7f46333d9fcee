package io.streammirror.log;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.Sha256;
import java.time.Instant;

/** What an entry of the log decided: for people and for history, since what follows from it is in the entry's state. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type", visible = true, defaultImpl = Decision.Unknown.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = Decision.CatalogAccepted.class, name = "catalog-accepted"),
    @JsonSubTypes.Type(value = Decision.PublicationSwitched.class, name = "publication-switched"),
    @JsonSubTypes.Type(value = Decision.UpstreamRefused.class, name = "upstream-refused")
})
public sealed interface Decision {
    /**
     * The mirror follows this catalog from now on.
     *
     * @param difference address of the item-level difference to the one before
     */
    record CatalogAccepted(MirrorName mirror, Sha256 revision, Sha256 difference) implements Decision {}

    /** The mirror serves this publication from now on. */
    record PublicationSwitched(MirrorName mirror, Sha256 publication, Sha256 catalog, Instant updated, String signer)
            implements Decision {}

    /** The upstream's present state is not followed; logged only when this or its reason is new. */
    record UpstreamRefused(MirrorName mirror, String reason) implements Decision {}

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
