package io.streammirror.decision;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/**
 * An attack that a validly signed upstream state may be part of. The names are those of the attacks on software updates
 * that The Update Framework lists (its specification, section 1.5.2).
 */
public enum Suspicion {
    /** Older than what was seen before. */
    ROLLBACK("rollback"),
    /** As old as what was seen before, but not the same. */
    EQUIVOCATION("equivocation"),
    /** Of a time that has not come: everything genuine that follows would look like a rollback. */
    FAST_FORWARD("fast-forward"),
    /** Of a time so long ago that newer states may be withheld. */
    FREEZE("freeze"),
    /** More is gone at once than a working upstream drops. */
    MASS_REMOVAL("mass-removal");

    private final String label;

    Suspicion(String label) {
        this.label = label;
    }

    /** The name in the log, in events, metrics and messages. */
    @JsonValue
    public String label() {
        return label;
    }

    @JsonCreator
    static Suspicion parse(String label) {
        return Arrays.stream(values())
                .filter(suspicion -> suspicion.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("suspicion '" + label + "' is unknown"));
    }

    @Override
    public String toString() {
        return label;
    }
}
