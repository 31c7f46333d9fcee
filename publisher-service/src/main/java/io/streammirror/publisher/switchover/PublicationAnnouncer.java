package io.streammirror.publisher.switchover;

import io.streammirror.event.TreePublished;

/** Tells the world of a switch; it is only a hint, so a failure is no reason to undo anything. */
@FunctionalInterface
public interface PublicationAnnouncer {
    void announce(TreePublished event);
}
