package io.streammirror.openpgp;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** A flaw that an operator may accept by name, because some trees in the field have it and gpgv lets it pass. */
public enum Weakness {
    EXPIRED_KEY("expired-key"),
    REVOKED_KEY("revoked-key"),
    /** MD5, SHA-1 or RIPEMD-160: collisions are affordable, so the signature may belong to another text. */
    WEAK_DIGEST("weak-digest");

    private final String label;

    Weakness(String label) {
        this.label = label;
    }

    /** The name in configuration, status and messages. */
    @JsonValue
    public String label() {
        return label;
    }

    @JsonCreator
    public static Weakness parse(String label) {
        return Arrays.stream(values())
                .filter(weakness -> weakness.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "weakness '" + label + "' is unknown; there are expired-key, revoked-key and weak-digest"));
    }

    @Override
    public String toString() {
        return label;
    }
}
