package io.streammirror.maas;

import com.fasterxml.jackson.annotation.JsonValue;

/** The releases of MAAS that are in the field, oldest first; their readers differ, so that what breaks one may suit another. */
public enum MaasRelease {
    V3_4("3.4"),
    V3_5("3.5"),
    V3_6("3.6"),
    /** Reads documents as the older ones do, items as 3.8 does: it follows no redirect. */
    V3_7("3.7"),
    /** The first with a reader of its own, which refuses a whole source for one wrong field. */
    V3_8("3.8");

    private final String label;

    MaasRelease(String label) {
        this.label = label;
    }

    @JsonValue
    @Override
    public String toString() {
        return label;
    }
}
