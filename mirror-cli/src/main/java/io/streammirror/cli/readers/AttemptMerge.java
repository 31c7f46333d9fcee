package io.streammirror.cli.readers;

import io.streammirror.api.ReaderInfo.Attempt;
import io.streammirror.api.ReaderInfo.Read;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Puts one reading together whose index one publisher has seen, and some documents another one. */
final class AttemptMerge {
    private AttemptMerge() {}

    static @Nullable Attempt of(@Nullable Attempt one, @Nullable Attempt other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        boolean otherIsNewer = index(one).isBefore(index(other));
        Attempt main = otherIsNewer ? other : one;
        Attempt rest = otherIsNewer ? one : other;
        boolean same = main.publication().equals(rest.publication());
        // What was read before the last index belongs to an earlier reading.
        if (!same || rest.last().isBefore(index(main))) {
            return main;
        }
        var asked = new TreeSet<>(main.asked());
        asked.addAll(rest.asked());
        boolean mainIsLater = rest.last().isBefore(main.last());
        return new Attempt(
                main.publication(),
                main.index(),
                mainIsLater ? main.last() : rest.last(),
                main.paths(),
                List.copyOf(asked),
                mainIsLater ? main.broken() : rest.broken(),
                rest.asked().isEmpty() ? main.readings() : 1,
                main.readingsSince());
    }

    private static Instant index(Attempt attempt) {
        return attempt.index() == null ? Instant.EPOCH : attempt.index();
    }

    /** The last whole reading: as one publisher saw it, or put together from parts. */
    static @Nullable Read read(@Nullable Read one, @Nullable Read other, @Nullable Attempt attempt) {
        Read later = one == null || (other != null && one.time().isBefore(other.time())) ? other : one;
        if (attempt == null
                || attempt.asked().size() < attempt.paths().size()
                || (later != null && !later.time().isBefore(attempt.last()))) {
            return later;
        }
        return new Read(attempt.publication(), attempt.last(), null, attempt.last(), null);
    }
}
