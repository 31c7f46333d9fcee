package io.streammirror.publisher.trigger;

import io.smallrye.reactive.messaging.MutinyEmitter;
import io.streammirror.event.TreePublished;
import io.streammirror.publisher.publish.Announcer;
import io.streammirror.service.BrokerUnavailableException;
import io.streammirror.service.EventSender;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/** Tells of a switch, first within this process, which serves what it published, then on Kafka; without a broker the tree is live all the same. */
@Singleton
final class KafkaAnnouncer implements Announcer {
    private static final Logger LOG = Logger.getLogger(KafkaAnnouncer.class);

    private final MutinyEmitter<String> channel;
    private final Event<TreePublished> here;

    KafkaAnnouncer(@Channel("publications") MutinyEmitter<String> channel, Event<TreePublished> here) {
        this.channel = channel;
        this.here = here;
    }

    @Override
    public void announce(TreePublished event) {
        LOG.infof(
                "A publication is live mirror=%s publication=%s products=%d versions=%d items=%d",
                event.mirror(), event.publication(), event.products(), event.versions(), event.items());
        here.fire(event);
        try {
            EventSender.send(channel, List.of(event));
        } catch (BrokerUnavailableException e) {
            LOG.warnf("A publication could not be announced mirror=%s reason=%s", event.mirror(), e.getMessage());
        }
    }
}
