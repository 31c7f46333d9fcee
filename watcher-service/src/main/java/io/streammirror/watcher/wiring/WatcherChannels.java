package io.streammirror.watcher.wiring;

import io.smallrye.reactive.messaging.MutinyEmitter;
import io.streammirror.event.Event;
import io.streammirror.event.Topic;
import io.streammirror.service.EventSender;
import io.streammirror.watcher.event.EventChannel;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** The Kafka channels of the watcher's events. */
@Singleton
public class WatcherChannels implements EventChannel {
    private final Map<Topic, MutinyEmitter<String>> channels = new EnumMap<>(Topic.class);

    WatcherChannels(
            @Channel("catalogs") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<String> catalogs,
            @Channel("upstream") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<String> upstream,
            @Channel("fetch-requests") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<String> requests,
            @Channel("small-fetch-requests") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<String> smallRequests) {
        channels.put(Topic.CATALOGS, catalogs);
        channels.put(Topic.UPSTREAM, upstream);
        channels.put(Topic.FETCH_REQUESTS, requests);
        channels.put(Topic.SMALL_FETCH_REQUESTS, smallRequests);
    }

    @Override
    public void send(List<? extends Event> events) {
        Map<Topic, List<Event>> byTopic = events.stream().collect(Collectors.groupingBy(Event::topic));
        byTopic.forEach((topic, ofTopic) -> {
            MutinyEmitter<String> channel = channels.get(topic);
            if (channel == null) {
                throw new IllegalArgumentException("the watcher has no channel to " + topic.topicName());
            }
            EventSender.send(channel, ofTopic);
        });
    }
}
