package io.streammirror.publisher.schedule;

import io.streammirror.service.trace.TraceParent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The traces that may lead to the next publication, each with its last span. Safe for use by many threads. */
final class TraceCauses {
    /** Each poll that finds something begins a trace; a publication that has more of them behind it names the last. */
    private static final int MAX_TRACES = 32;

    private final Map<String, TraceParent> byTrace = new LinkedHashMap<>();

    synchronized void observe(TraceParent cause) {
        if (!cause.isKnown()) {
            return;
        }
        // Taken out first, so that it comes last.
        byTrace.remove(cause.span().getTraceId());
        byTrace.put(cause.span().getTraceId(), cause);
        if (byTrace.size() > MAX_TRACES) {
            Iterator<TraceParent> oldest = byTrace.values().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** All of them, the last one last; and forgets them. */
    synchronized List<TraceParent> take() {
        var taken = new ArrayList<>(byTrace.values());
        byTrace.clear();
        return taken;
    }

    /** Brings back what was taken and led to nothing yet. */
    synchronized void putBack(List<TraceParent> taken) {
        List<TraceParent> since = take();
        taken.forEach(this::observe);
        since.forEach(this::observe);
    }
}
