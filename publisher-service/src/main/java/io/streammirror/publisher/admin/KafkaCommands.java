package io.streammirror.publisher.admin;

import io.smallrye.reactive.messaging.MutinyEmitter;
import io.streammirror.event.OperatorDecided;
import io.streammirror.event.PollRequested;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.trigger.MirrorWorkers;
import io.streammirror.service.BrokerUnavailableException;
import io.streammirror.service.EventSender;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/** Tells the watchers by the topic of commands, and this process's own workers directly. */
@Singleton
final class KafkaCommands implements Commands {
    private static final Logger LOG = Logger.getLogger(KafkaCommands.class);

    private final MutinyEmitter<String> channel;
    private final MirrorWorkers workers;
    private final Clock clock;

    KafkaCommands(@Channel("commands") MutinyEmitter<String> channel, MirrorWorkers workers, Clock clock) {
        this.channel = channel;
        this.workers = workers;
        this.clock = clock;
    }

    @Override
    public void send(PollRequested command) {
        try {
            EventSender.send(channel, List.of(command));
        } catch (BrokerUnavailableException e) {
            throw new AdminException(503, "the watchers cannot be told, the broker does not answer: " + e.getMessage());
        }
    }

    @Override
    public void changed(MirrorName mirror) {
        workers.wake(mirror);
        try {
            EventSender.send(channel, List.of(new PollRequested(mirror, clock.instant())));
        } catch (BrokerUnavailableException e) {
            // The watchers look at the log at their next poll anyway.
            LOG.warnf("The watchers could not be told of a change mirror=%s reason=%s", mirror, e.getMessage());
        }
    }

    @Override
    public void announce(OperatorDecided decided) {
        workers.wake(decided.mirror());
        try {
            EventSender.send(channel, List.of(decided));
        } catch (BrokerUnavailableException e) {
            // Other publishers look at the log every few seconds anyway.
            LOG.warnf("A decision could not be announced mirror=%s reason=%s", decided.mirror(), e.getMessage());
        }
    }
}
