package io.streammirror.watcher.event;

import io.streammirror.event.Event;
import java.util.ArrayList;
import java.util.List;

/** Notes what is sent, and can be a broker that is away. */
public final class RecordingChannel implements EventChannel {
    private final List<Event> sent = new ArrayList<>();
    private boolean open = true;

    @Override
    public void send(List<? extends Event> events) {
        if (!open) {
            throw new IllegalStateException("the broker is away");
        }
        sent.addAll(events);
    }

    public void open(boolean now) {
        open = now;
    }

    public <E extends Event> List<E> sent(Class<E> kind) {
        return sent.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    public List<Event> sent() {
        return sent;
    }
}
