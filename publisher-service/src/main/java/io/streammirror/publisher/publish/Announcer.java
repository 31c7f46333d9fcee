package io.streammirror.publisher.publish;

import io.streammirror.event.TreePublished;

/** Tells the world of a switch; it is only a hint, so a failure is no reason to undo anything. */
@FunctionalInterface
public interface Announcer {
    void announce(TreePublished event);
}
