package io.streammirror.stack;

import com.yammer.metrics.core.MetricsRegistry;
import io.streammirror.concurrent.DaemonThreads;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.server.metrics.KafkaYammerMetrics;

/** What an embedded broker does without once its stack has started, so that a stack at rest costs little. */
final class AfterStart implements AutoCloseable {
    /** By then, topics exist and every member of a new share group has its partition. */
    static final Duration DELAY = Duration.ofSeconds(20);

    private static final Logger LOG = Logger.getLogger(AfterStart.class.getName());

    private final String bootstrap;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("after-start"));

    private AfterStart(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /** Returns at once; a stack that ends before the delay is over leaves all as it is. */
    static AfterStart of(String bootstrap) {
        var after = new AfterStart(bootstrap);
        var unused = after.timer.schedule(after::run, DELAY.toMillis(), TimeUnit.MILLISECONDS);
        return after;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void run() {
        timer.shutdown();
        slowHeartbeats();
        stopMeters(KafkaYammerMetrics.defaultRegistry());
    }

    private void slowHeartbeats() {
        try {
            ShareHeartbeats.slowDown(bootstrap);
        } catch (InterruptedException stackEnds) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.log(Level.WARNING, "Share groups keep their frequent heartbeats until the next start", e);
        }
    }

    /** Moving averages that nothing reads wake two threads fifty times a second. A new meter starts threads of its own. */
    static void stopMeters(MetricsRegistry meters) {
        meters.shutdown();
    }
}
