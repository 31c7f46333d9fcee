package io.streammirror.publisher.schedule;

import io.streammirror.service.trace.TraceParent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was heard since the last look and may lead to a publication; of each trace the last span. Safe for use by many threads. */
final class TraceCauses {
    /** Each poll that finds something begins a trace; a publication that has more of them behind it names the last. */
    private static final int MOST = 32;

    private final Map<String, TraceParent> byTrace = new LinkedHashMap<>();

    synchronized void heard(TraceParent cause) {
        if (!cause.isKnown()) {
            return;
        }
        // Taken out first, so that it comes last.
        byTrace.remove(cause.span().getTraceId());
        byTrace.put(cause.span().getTraceId(), cause);
        if (byTrace.size() > MOST) {
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
        taken.forEach(this::heard);
        since.forEach(this::heard);
    }
}
