package io.streammirror.watcher.wiring;

import io.streammirror.event.UpstreamPolled;
import io.streammirror.mirror.MirrorName;
import io.streammirror.service.trace.Step;
import io.streammirror.service.trace.Traces;
import io.streammirror.watcher.poll.PollListener;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** Begins a trace with every poll: all that follows from what it finds goes on with it, in whatever service. */
final class TracedPolls implements PollListener {
    private final Traces traces;
    private final PollListener next;

    TracedPolls(Traces traces, PollListener next) {
        this.traces = traces;
        this.next = next;
    }

    @Override
    public boolean around(MirrorName mirror, BooleanSupplier poll) {
        return traces.inSpan("poll", step -> {
            step.note("mirror", mirror.value());
            return next.around(mirror, poll);
        });
    }

    @Override
    public void polled(UpstreamPolled poll) {
        Step.current().note("outcome", poll.outcome().name().toLowerCase(Locale.ROOT));
        next.polled(poll);
    }
}
