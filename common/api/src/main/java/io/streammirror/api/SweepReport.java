package io.streammirror.api;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.streammirror.simplestreams.Sha256;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The result of a sweep.
 *
 * @param plan hash of the list of objects that the sweep deletes; null when there is nothing to delete
 * @param objects number of objects in the plan
 * @param bytes their size
 * @param kinds their number by kind
 * @param deleted number of objects that are deleted
 * @param message the outcome, for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SweepReport(
        Outcome outcome,
        @Nullable Sha256 plan,
        int objects,
        long bytes,
        Map<String, Long> kinds,
        int deleted,
        String message) {
    /** The ways in which a sweep can end. */
    public enum Outcome {
        /** There was nothing to delete. */
        NOTHING,
        /** A dry run: the report says what a sweep would delete. */
        PLANNED,
        /** The plan deletes so much that an operator must accept it. */
        GUARDED,
        /** The objects of the plan are deleted. */
        SWEPT,
        /** Another sweep is open, or new decisions kept interrupting this one. */
        BUSY,
        /** An outcome that only a newer publisher knows. */
        @JsonEnumDefaultValue
        UNKNOWN;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public SweepReport {
        kinds = Map.copyOf(Objects.requireNonNullElse(kinds, Map.of()));
    }
}
