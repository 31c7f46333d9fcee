package io.streammirror.maas;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The effect of a fault on a boot source, worst first. */
public enum Severity {
    /** MAAS refuses the source as a whole and keeps what it had. */
    BREAKS_SOURCE,
    /** MAAS reads the source, but cannot have some image of it. */
    BREAKS_IMAGE,
    /** MAAS takes it, though not as people expect. */
    CONFUSES;

    /** The name for people and for scripts, such as {@code breaks-source}. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
