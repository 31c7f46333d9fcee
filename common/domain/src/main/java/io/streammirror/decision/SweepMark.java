package io.streammirror.decision;

import io.streammirror.simplestreams.Sha256;
import java.time.Instant;

/**
 * The last sweep of the bucket. Until it is closed, everything that its plan names counts as gone. A decision that rests on an earlier
 * state must be taken again.
 *
 * @param plan its address among the plans
 * @param sequence of the log entry that opened it
 */
public record SweepMark(Sha256 plan, Instant opened, long sequence, boolean open) {
    SweepMark closed() {
        return new SweepMark(plan, opened, sequence, false);
    }
}
