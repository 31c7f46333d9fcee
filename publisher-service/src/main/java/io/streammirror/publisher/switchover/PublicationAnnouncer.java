package io.streammirror.publisher.switchover;

import io.streammirror.event.TreePublished;

/** Announces a switch. It is only a hint, so a failure undoes nothing. */
@FunctionalInterface
public interface PublicationAnnouncer {
    void announce(TreePublished event);
}
