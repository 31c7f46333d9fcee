package io.streammirror.fetcher.transfer;

import io.streammirror.fetcher.source.HostConnections.Lease;
import io.streammirror.fetcher.source.SourceRefusedException;
import io.streammirror.fetcher.source.SourceRequest;
import io.streammirror.fetcher.source.SourceResponse;
import io.streammirror.fetcher.source.Span;
import io.streammirror.fetcher.transfer.Attempt.Broken;
import io.streammirror.fetcher.transfer.Attempt.Done;
import io.streammirror.fetcher.transfer.Attempt.Refused;
import io.streammirror.fetcher.transfer.Attempt.Wrong;
import io.streammirror.fetcher.transfer.LaneEvent.LaneEnded;
import io.streammirror.fetcher.transfer.LaneEvent.PartFilled;
import io.streammirror.fetcher.transfer.PartLedger.OpenPart;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One connection's work on an item: it reads part after part until none is left, or trouble comes. */
final class Lane implements Runnable {
    /** Large enough to be cheap, small enough that progress shows and a budget holds. */
    private static final int STEP = 256 * 1024;

    private final LaneWork work;
    private final SourceConnection connection;
    private final boolean first;
    private @Nullable Thread runner;
    private @Nullable SourceRequest request;
    private @Nullable Reading reading;
    private boolean cancelled;

    /**
     * @param connection what it reads from
     * @param first whether it waits for memory; others stop, and give their lease back, when there is none to spare
     */
    Lane(LaneWork work, SourceConnection connection, boolean first) {
        this.work = work;
        this.connection = connection;
        this.first = first;
    }

    @Override
    public void run() {
        Attempt end = new Done();
        RuntimeException mistake = null;
        try {
            begin();
            end = readParts(connection.lease());
        } catch (IOException e) {
            end = ending(e);
        } catch (InterruptedException cancelledMeanwhile) {
            // Whoever cancels does not ask why.
        } catch (RuntimeException e) {
            mistake = e;
        } finally {
            drop();
            finish();
            if (!first) {
                connection.lease().close();
            }
            work.events().add(new LaneEnded(this, end, mistake));
        }
    }

    /** Makes it end soon, from any thread; it still tells its end. */
    synchronized void cancel() {
        cancelled = true;
        if (request != null) {
            request.cancel();
        }
        if (runner != null) {
            runner.interrupt();
        }
    }

    private synchronized void begin() {
        runner = Thread.currentThread();
    }

    /** The thread goes back to its pool: a late cancellation must not hit what it does next. */
    private synchronized void finish() {
        runner = null;
        if (Thread.interrupted()) {
            cancelled = true;
        }
    }

    private synchronized void requireWanted() throws InterruptedException {
        if (cancelled) {
            throw new InterruptedException();
        }
    }

    private Attempt readParts(Lease lease) throws IOException, InterruptedException {
        while (first || !lease.isWanted()) {
            requireWanted();
            Optional<OpenPart> part =
                    first ? work.ledger().claim() : work.ledger().tryClaim();
            if (part.isEmpty()) {
                return new Done();
            }
            Optional<Attempt> trouble = readOrGiveBack(part.get(), lease);
            if (trouble.isPresent()) {
                return trouble.get();
            }
            work.events().add(new PartFilled(part.get()));
        }
        return new Done();
    }

    private Optional<Attempt> readOrGiveBack(OpenPart part, Lease lease) throws IOException, InterruptedException {
        boolean good = false;
        try {
            Optional<Attempt> trouble = read(part, lease);
            good = trouble.isEmpty();
            return trouble;
        } finally {
            if (!good) {
                work.ledger().giveBack(part);
            }
        }
    }

    private Optional<Attempt> read(OpenPart part, Lease lease) throws IOException, InterruptedException {
        long at = work.plan().start(part.index()) + part.filled();
        if (reading == null || reading.position() != at) {
            drop();
            Optional<Attempt> trouble = open(at, work.plan().end(part.index()));
            if (trouble.isPresent()) {
                return trouble;
            }
        }
        Reading in = Objects.requireNonNull(reading);
        ByteBuffer space = part.buffer().bytes();
        while (!part.isFull()) {
            requireWanted();
            int count = in.read(part.buffer().array(), space.position(), Math.min(space.remaining(), STEP));
            if (count < 0) {
                return Optional.of(endedEarly(in));
            }
            space.position(space.position() + count);
            lease.received(count);
            work.meter().received(count);
        }
        return in.isAtItsEnd() ? end(in) : Optional.empty();
    }

    private Attempt endedEarly(Reading in) {
        return in.isWhole()
                ? new Wrong(
                        "size is " + in.position() + ", expected " + work.plan().size())
                : new Broken(RetryCause.CONNECTION, "the answer ended at byte " + in.position(), Duration.ZERO);
    }

    private Optional<Attempt> end(Reading in) {
        boolean good = in.endsHere() || !in.isWhole();
        drop();
        return good
                ? Optional.empty()
                : Optional.of(new Wrong(
                        "size is more than the expected " + work.plan().size()));
    }

    private Optional<Attempt> open(long at, long partEnd) throws IOException, InterruptedException {
        OptionalLong last = work.inParts() && partEnd > at ? OptionalLong.of(partEnd - 1) : OptionalLong.empty();
        var span = new Span(at, last, work.origin().validatorAt(connection.source()));
        SourceRequest asking = connection.request(span, work.mirrors());
        synchronized (this) {
            requireWanted();
            request = asking;
        }
        SourceResponse response = asking.send();
        Optional<Attempt> trouble = Answers.judge(response, span, work.plan().size());
        if (trouble.isPresent()) {
            response.close();
            return trouble;
        }
        work.origin().set(connection.source(), response.validator());
        if (response.status() == Answers.PARTIAL) {
            reading = new Reading(
                    response, at, last.isPresent() ? partEnd : work.plan().size());
            return Optional.empty();
        }
        var whole = new Reading(response, 0, work.plan().size());
        reading = whole;
        return at > 0 || work.inParts() ? readThrough(whole, at) : Optional.empty();
    }

    /** The source knows no parts: the first connection reads on to where we are, all others leave it alone. */
    private Optional<Attempt> readThrough(Reading whole, long to) throws IOException, InterruptedException {
        work.partsRefused();
        if (!first) {
            return Optional.of(new Done());
        }
        while (whole.position() < to) {
            requireWanted();
            int count = whole.skip(to - whole.position());
            if (count < 0) {
                return Optional.of(endedEarly(whole));
            }
            work.meter().wasted(count);
        }
        return Optional.empty();
    }

    private void drop() {
        if (reading != null) {
            reading.close();
            reading = null;
        }
    }

    private static Attempt ending(IOException e) {
        if (e instanceof SourceRefusedException) {
            return new Refused(String.valueOf(e.getMessage()));
        }
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new Broken(RetryCause.CONNECTION, "connection broken: " + message, Duration.ZERO);
    }
}
