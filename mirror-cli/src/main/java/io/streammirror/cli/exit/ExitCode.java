package io.streammirror.cli.exit;

import java.util.Collection;
import java.util.List;

/** The exit codes of every command; scripts rely on them. */
public enum ExitCode {
    DONE(0),
    /** An unexpected failure, or upstream or the store cannot be reached. */
    FAILED(1),
    /** Wrong usage or configuration, found before anything started. */
    USAGE(2),
    /** Upstream was refused or its change is held. */
    REFUSED(3),
    /** Published, but wanted items or versions are missing. */
    INCOMPLETE(4);

    /** The worst code of several mirrors decides. */
    private static final List<ExitCode> WORST_FIRST = List.of(USAGE, FAILED, REFUSED, INCOMPLETE, DONE);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public static ExitCode worst(Collection<ExitCode> codes) {
        return WORST_FIRST.stream().filter(codes::contains).findFirst().orElse(DONE);
    }
}
