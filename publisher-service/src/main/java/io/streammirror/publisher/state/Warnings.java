package io.streammirror.publisher.state;

import io.streammirror.mirror.MirrorName;
import java.util.List;

/** What whoever looks at a mirror must be told before relying on it. */
@FunctionalInterface
public interface Warnings {
    /** Sentences for people; none for a mirror that is as it should be, or that nobody configured. */
    List<String> of(MirrorName mirror);
}
