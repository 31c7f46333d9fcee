package io.streammirror.api;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a reader follows the publications of a mirror. */
public enum ReaderState {
    /** It has read the live publication whole. */
    CURRENT,
    /** It has read an earlier publication, or none whole yet. */
    BEHIND,
    /** It stops at a document: it refuses the signature or the content. */
    REFUSING,
    /** It has asked for nothing for {@link ReaderStates#SILENT_AFTER}. */
    SILENT,
    /** A state that only a newer publisher knows. */
    @JsonEnumDefaultValue
    UNKNOWN;

    /** The name in JSON, metrics and messages. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
