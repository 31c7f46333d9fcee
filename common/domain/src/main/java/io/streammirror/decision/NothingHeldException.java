package io.streammirror.decision;

import org.jspecify.annotations.Nullable;

/** An operator accepts a change that does not wait for it: there is none, or meanwhile it is another. */
public final class NothingHeldException extends LogException {
    NothingHeldException(String revision, @Nullable HeldChange held) {
        super(
                "revision " + revision + " is not held: "
                        + (held == null
                                ? "nothing is"
                                : "revision " + held.revision() + " is; look at it, and accept that one"),
                null);
    }
}
