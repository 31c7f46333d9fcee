package io.streammirror.system.fault;

import java.util.List;
import java.util.Optional;

/** The damages to one exchange; the exchange that finds one does it, so that it counts. */
final class Damages {
    private final List<Damage> planned;
    private final FaultTally tally;

    Damages(List<Damage> planned, FaultTally tally) {
        this.planned = List.copyOf(planned);
        this.tally = tally;
    }

    /** A damage that is done for certain. */
    <T extends Damage> Optional<T> find(Class<T> kind) {
        Optional<T> found = peek(kind);
        found.ifPresent(tally::count);
        return found;
    }

    /** A damage that is done only if the body comes so far; then {@link #done}. */
    <T extends Damage> Optional<T> peek(Class<T> kind) {
        return planned.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    void done(Damage damage) {
        tally.count(damage);
    }
}
