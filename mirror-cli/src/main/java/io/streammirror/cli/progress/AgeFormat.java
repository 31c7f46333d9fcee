package io.streammirror.cli.progress;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long ago something was, in its largest unit. */
public final class AgeFormat {
    private AgeFormat() {}

    public static String of(@Nullable Instant then, Instant now) {
        if (then == null) {
            return "-";
        }
        Duration age = Duration.between(then, now);
        if (age.isNegative() || age.toMinutes() == 0) {
            return Math.max(0, age.toSeconds()) + " s ago";
        }
        if (age.toHours() == 0) {
            return age.toMinutes() + " min ago";
        }
        return age.toDays() < 2 ? age.toHours() + " h ago" : age.toDays() + " days ago";
    }
}
