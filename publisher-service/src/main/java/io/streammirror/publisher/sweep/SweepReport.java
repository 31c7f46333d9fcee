package io.streammirror.publisher.sweep;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.streammirror.simplestreams.Sha256;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of a sweep.
 *
 * @param plan what it deletes, by name; null when there is nothing to
 * @param objects how many the plan names
 * @param bytes what they take
 * @param kinds how many of each kind
 * @param deleted how many are gone by it
 * @param told the outcome for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SweepReport(
        Outcome outcome,
        @Nullable Sha256 plan,
        int objects,
        long bytes,
        Map<String, Long> kinds,
        int deleted,
        String told) {
    /** How a sweep can end. */
    public enum Outcome {
        /** Nothing is there that nothing leads to. */
        NOTHING,
        /** This is what a sweep would delete. */
        PLANNED,
        /** So much would be deleted that an operator must say so. */
        GUARDED,
        /** It is done. */
        SWEPT,
        /** Another sweep is under way, or decisions were taken all the while. */
        BUSY;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public SweepReport {
        kinds = Map.copyOf(kinds);
    }
}
