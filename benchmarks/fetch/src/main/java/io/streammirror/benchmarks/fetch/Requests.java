package io.streammirror.benchmarks.fetch;

import io.streammirror.event.Event;
import io.streammirror.event.EventCodec;
import io.streammirror.event.FetchProgress;
import io.streammirror.event.FetchResult;
import io.streammirror.event.FetchResults;
import io.streammirror.event.ItemRequested;
import io.streammirror.event.ItemStored;
import io.streammirror.event.Topic;
import io.streammirror.simplestreams.Sha256;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Requests every item of a manifest from the fetchers, as the watcher does, and waits for the result of each. It serves many manifests, so
 * that it is as warm as the fetchers are.
 *
 * <p>Prints {@code progress BYTES} for what the fetchers report, and at the end of each manifest
 * {@code done SECONDS STORED OTHERS}: from the first request to the last result, and how many results say that the item
 * is stored, or something else.
 */
final class Requests implements AutoCloseable {
    private final KafkaConsumer<String, String> results;
    private final KafkaProducer<String, String> requests;
    private final Duration limit;
    private final Set<Sha256> awaited = new HashSet<>();
    private String run = "";
    private int stored;
    private int others;

    /** @param limit when to give up a manifest */
    Requests(String bootstrap, Duration limit) {
        this.limit = limit;
        this.results = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "fetch.min.bytes", 1),
                new StringDeserializer(),
                new StringDeserializer());
        this.requests = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "linger.ms", 5), new StringSerializer(), new StringSerializer());
        results.assign(List.of(Topic.FETCH_RESULTS, Topic.FETCH_PROGRESS).stream()
                .flatMap(topic -> IntStream.range(0, topic.partitions())
                        .mapToObj(partition -> new TopicPartition(topic.topicName(), partition)))
                .toList());
    }

    void ask(Manifest manifest) {
        run = UUID.randomUUID().toString();
        stored = 0;
        others = 0;
        manifest.lines().forEach(line -> awaited.add(line.sha256()));
        results.seekToEnd(results.assignment());
        results.assignment().forEach(results::position);
        requests.partitionsFor(Topic.FETCH_REQUESTS.topicName());
        requests.partitionsFor(Topic.SMALL_FETCH_REQUESTS.topicName());
        long start = System.nanoTime();
        manifest.lines().forEach(line -> {
            ItemRequested request = line.request(run);
            // One that is lost has no result, which is counted.
            var unused = requests.send(
                    new ProducerRecord<>(request.topic().topicName(), request.key(), EventCodec.encode(request)));
        });
        while (!awaited.isEmpty() && System.nanoTime() - start < limit.toNanos()) {
            results.poll(Duration.ofMillis(100)).forEach(record -> hear(record.value()));
        }
        others += awaited.size();
        awaited.clear();
        System.out.printf(Locale.ROOT, "done %.3f %d %d%n", (System.nanoTime() - start) / 1e9, stored, others);
    }

    @Override
    public void close() {
        requests.close();
        results.close();
    }

    private void hear(String record) {
        Event event = EventCodec.decode(record).orElse(null);
        if (event instanceof FetchProgress progress) {
            long bytes = progress.transfers().stream()
                    .mapToLong(FetchProgress.Transfer::bytes)
                    .sum();
            System.out.println("progress " + bytes);
        }
        for (FetchResult result : FetchResults.of(event)) {
            if (result.run().equals(run) && awaited.remove(result.sha256())) {
                count(result);
            }
        }
    }

    private void count(FetchResult result) {
        if (result instanceof ItemStored) {
            stored++;
        } else {
            others++;
            System.err.println(result);
        }
    }
}
