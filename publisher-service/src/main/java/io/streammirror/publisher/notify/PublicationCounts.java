package io.streammirror.publisher.notify;

import io.streammirror.decision.Decision;
import io.streammirror.publisher.publication.Counts;
import io.streammirror.publisher.publication.Publications;
import io.streammirror.publisher.state.LiveView;
import io.streammirror.publisher.state.PublisherState;
import io.streammirror.store.ObjectMissingException;

/** How much a publication lists: from memory for the live one, from the store for earlier ones. */
final class PublicationCounts {
    private final PublisherState state;
    private final Publications publications;

    PublicationCounts(PublisherState state, Publications publications) {
        this.state = state;
        this.publications = publications;
    }

    /** The counts; zero for a publication that was deleted before the webhook took its notification. */
    Counts of(Decision.PublicationSwitched switched) {
        LiveView live = state.view(switched.mirror()).live();
        if (live != null && live.id().equals(switched.publication())) {
            return live.counts();
        }
        try {
            return publications.load(switched.mirror(), switched.publication()).counts();
        } catch (ObjectMissingException deleted) {
            return Counts.NONE;
        }
    }
}
