package io.streammirror.openpgp;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A flaw that an operator may accept by name, because some trees in the field have it and gpgv lets it pass. */
public enum Weakness {
    /** The key, or the primary key above it, has ended. */
    EXPIRED_KEY("expired-key"),
    /** The owner has withdrawn the key, or the primary key above it. */
    REVOKED_KEY("revoked-key"),
    /** MD5, SHA-1 or RIPEMD-160: collisions are affordable, so the signature may belong to another text. */
    WEAK_DIGEST("weak-digest"),
    /** Made later than now by the clock of this machine. */
    FUTURE_DATED("future-dated"),
    /** Limited in time by its signer, and the time is over. */
    EXPIRED_SIGNATURE("expired-signature");

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
                .orElseThrow(() ->
                        new IllegalArgumentException("weakness '" + label + "' is unknown; there are " + labels()));
    }

    private static String labels() {
        return Arrays.stream(values()).map(Weakness::label).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return label;
    }
}
