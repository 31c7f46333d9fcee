package io.streammirror.publisher.notify;

import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.LogException;
import io.streammirror.publisher.notify.DeliverySteps.Turn;
import io.streammirror.retry.Backoff;
import io.streammirror.retry.Interruptions;
import io.streammirror.retry.Sleeper;
import io.streammirror.store.StoreException;
import io.streammirror.text.SafeText;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Notifies one webhook, on a thread of its own: in the order of the log, each notification until the receiver takes it. While there is
 * nothing to send, it touches neither store nor network.
 */
final class WebhookWorker implements Runnable {
    private static final Logger LOG = Logger.getLogger(WebhookWorker.class);

    /** The longest pause after a failure, unless the receiver asks for more. */
    static final Duration MAX_PAUSE = Duration.ofMinutes(5);

    /** So long a pause is granted to a receiver that asks for one. */
    private static final Duration MAX_ASKED_PAUSE = Duration.ofHours(1);

    /** Added to a pause and an attempt, before another publisher may take over. */
    private static final Duration SLACK = Duration.ofSeconds(30);

    /** Entries without a notification, after which the position is stored all the same, so that a start reads few of them. */
    private static final long MAX_UNSTORED = 200;

    private final String webhook;
    private final DecisionLog log;
    private final NotificationQueue queue;
    private final DeliverySteps steps;
    private final WebhookSender sender;
    private final Backoff backoff;
    private final Sleeper sleeper;
    private final Duration tick;
    private final LongAdder sent = new LongAdder();
    private final LongAdder failed = new LongAdder();

    private @Nullable DeliveryPosition position;
    private long stored;
    private boolean failing;

    /**
     * @param tick how often new decisions and conditions are noticed
     */
    WebhookWorker(
            String webhook,
            DecisionLog log,
            NotificationQueue queue,
            DeliverySteps steps,
            WebhookSender sender,
            Backoff backoff,
            Sleeper sleeper,
            Duration tick) {
        this.webhook = webhook;
        this.log = log;
        this.queue = queue;
        this.steps = steps;
        this.sender = sender;
        this.backoff = backoff;
        this.sleeper = sleeper;
        this.tick = tick;
    }

    long sent() {
        return sent.sum();
    }

    long failed() {
        return failed.sum();
    }

    /** Works until the thread is interrupted. */
    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                sleeper.sleep(work());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The pause until it should work again. */
    private Duration work() throws InterruptedException {
        try {
            return notifyReceiver() ? tick : SLACK;
        } catch (StoreException | LogException e) {
            note("log or store: " + SafeText.reason(e));
            return backoff.next();
        } catch (RuntimeException e) {
            LOG.errorf(e, "Notifying a webhook failed and is tried again in 5 minutes webhook=%s", webhook);
            return MAX_PAUSE;
        }
    }

    /** False while another publisher sends. */
    private boolean notifyReceiver() throws InterruptedException {
        DeliveryPosition at = known();
        NotificationQueue.Next next = queue.next(at);
        boolean isChanged = !next.after().lasting().equals(at.lasting());
        if (next.notification().isEmpty() && !isChanged && next.after().sequence() - stored < MAX_UNSTORED) {
            position = next.after();
            return true;
        }
        Optional<Turn> turn = steps.take(WebhookSender.MAX_ATTEMPT.plus(SLACK));
        if (turn.isEmpty()) {
            position = steps.position().orElse(at);
            return false;
        }
        send(turn.get());
        return true;
    }

    /** The position in memory. At the start it is that of the store, and the end of the log for a new webhook. */
    private DeliveryPosition known() {
        DeliveryPosition now = position;
        if (now == null) {
            DeliveryPosition end = DeliveryPosition.at(log.head().sequence());
            now = steps.position().orElse(end);
            if (now.sequence() > end.sequence()) {
                LOG.warnf("The log is shorter than before: a webhook starts at its end webhook=%s", webhook);
                now = end;
            }
            steps.begin(now);
            stored = now.sequence();
            position = now;
        }
        return now;
    }

    /** Sends from the position that the turn has stored: another publisher may have sent meanwhile. */
    private void send(Turn turn) throws InterruptedException {
        DeliveryPosition at = turn.position();
        try {
            NotificationQueue.Next next = queue.next(at);
            while (next.notification().isPresent()) {
                if (!deliver(turn, at, next.notification().get().event())) {
                    position = null;
                    return;
                }
                at = next.after();
                next = queue.next(at);
                if (next.notification().isPresent() && !turn.keep(at, validity(Duration.ZERO))) {
                    position = null;
                    return;
                }
            }
            at = next.after();
        } finally {
            DeliveryPosition reached = at;
            Interruptions.deferred(() -> giveBack(turn, reached));
        }
    }

    private void giveBack(Turn turn, DeliveryPosition reached) {
        position = turn.giveBack(reached) ? reached : null;
        stored = reached.sequence();
    }

    /** Sends until the receiver takes it; false when another publisher has taken over. */
    private boolean deliver(Turn turn, DeliveryPosition at, CloudEvent event) throws InterruptedException {
        while (true) {
            WebhookSender.Attempt attempt = sender.send(event);
            if (attempt.failure().isEmpty()) {
                taken();
                return true;
            }
            failed.increment();
            note(attempt.failure().get());
            Duration pause = pause(attempt.pause());
            if (!turn.keep(at, validity(pause))) {
                return false;
            }
            sleeper.sleep(pause);
        }
    }

    private Duration pause(Duration asked) {
        Duration drawn = backoff.next();
        Duration bounded = asked.compareTo(MAX_ASKED_PAUSE) > 0 ? MAX_ASKED_PAUSE : asked;
        return drawn.compareTo(bounded) < 0 ? bounded : drawn;
    }

    private static Duration validity(Duration pause) {
        return pause.plus(WebhookSender.MAX_ATTEMPT).plus(SLACK);
    }

    private void taken() {
        sent.increment();
        backoff.reset();
        if (failing) {
            LOG.infof("A webhook takes notifications again webhook=%s", webhook);
            failing = false;
        }
    }

    /** Once, until it works again. */
    private void note(String why) {
        if (!failing) {
            LOG.warnf(
                    "A webhook cannot be notified and is tried again webhook=%s reason=%s",
                    webhook, SafeText.line(why));
            failing = true;
        }
    }
}
