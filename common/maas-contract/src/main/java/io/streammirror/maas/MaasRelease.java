package io.streammirror.maas;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The releases of MAAS that are in use, oldest first; their readers differ, so a fault may break one and not another. */
public enum MaasRelease {
    V3_4("3.4"),
    V3_5("3.5"),
    V3_6("3.6"),
    /** Reads documents as the older ones do, items as 3.8 does: it follows no redirect. */
    V3_7("3.7"),
    /** The first with a reader of its own, which refuses a whole source for one wrong field. */
    V3_8("3.8"),
    /** A preview: checked as 3.8 until it is released, and reads {@link ArchivedBootloaders} too. */
    V4_0("4.0");

    private final String label;

    MaasRelease(String label) {
        this.label = label;
    }

    /**
     * Reads a release as people write it, such as {@code 3.8}.
     *
     * @throws IllegalArgumentException when there is no such release, for people
     */
    @JsonCreator
    public static MaasRelease parse(String label) {
        return Arrays.stream(values())
                .filter(release -> release.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("MAAS release '" + label + "' is unknown; there are "
                        + Arrays.stream(values()).map(MaasRelease::toString).collect(Collectors.joining(", "))));
    }

    @JsonValue
    @Override
    public String toString() {
        return label;
    }
}
