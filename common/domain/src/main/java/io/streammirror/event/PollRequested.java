package io.streammirror.event;

import io.streammirror.mirror.MirrorName;
import java.time.Instant;

/** An operator wants upstream looked at now. */
public record PollRequested(MirrorName mirror, Instant time) implements Event {
    @Override
    public Topic topic() {
        return Topic.COMMANDS;
    }

    @Override
    public String key() {
        return mirror.value();
    }
}
