package io.streammirror.api;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * The state of a version, or of an image by its newest versions; the most urgent ones come first. The words are MAAS's
 * and those of the glossary.
 */
public enum VersionState {
    LEFT_OUT("Left out"),
    WITHHELD("Withheld"),
    WITHDRAWN("Withdrawn"),
    PINNED("Pinned"),
    ON_HOLD("On hold"),
    WAITING("Waiting for download"),
    DOWNLOADING("Downloading"),
    DELAYED("Delayed"),
    /** All bytes are stored, and the next publication lists it. */
    STORED("Stored, not published yet"),
    /** Published, although upstream no longer offers it. */
    DROPPED("Dropped by upstream"),
    UP_TO_DATE("Up to date"),
    /** Published beside or after a newer version, or not at all because newer ones fill {@code max}. */
    SUPERSEDED("Superseded"),
    NOT_SELECTED("Not selected"),
    /** A state that only a newer publisher knows. */
    @JsonEnumDefaultValue
    UNKNOWN("Unknown");

    private final String words;

    VersionState(String words) {
        this.words = words;
    }

    /** For scripts, such as {@code up-to-date}. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For people. */
    public String words() {
        return words;
    }
}
