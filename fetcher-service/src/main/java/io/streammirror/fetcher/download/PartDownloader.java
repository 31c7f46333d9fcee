package io.streammirror.fetcher.download;

import io.streammirror.fetcher.download.Attempt.Broken;
import io.streammirror.fetcher.download.Attempt.Busy;
import io.streammirror.fetcher.download.Attempt.Done;
import io.streammirror.fetcher.download.Attempt.Refused;
import io.streammirror.fetcher.download.Attempt.Wrong;
import io.streammirror.fetcher.download.DownloadEvent.DownloaderEnded;
import io.streammirror.fetcher.download.DownloadEvent.PartFilled;
import io.streammirror.fetcher.download.PartQueue.OpenPart;
import io.streammirror.fetcher.meter.RetryCause;
import io.streammirror.fetcher.source.HostConnections.Lease;
import io.streammirror.fetcher.source.RangeRequest;
import io.streammirror.fetcher.source.SourceReader;
import io.streammirror.fetcher.source.SourceRefusedException;
import io.streammirror.fetcher.source.SourceResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads part after part of an item over one connection, until none is left or the connection fails. */
public final class PartDownloader implements Runnable {
    /** Large enough to be cheap, small enough that progress is visible and a bandwidth budget holds. */
    private static final int READ_BYTES = 256 * 1024;

    private static final int GZIP_BUFFER = 64 * 1024;

    private final DownloadContext context;
    private final SourceReader reader;
    private final URI source;
    private final Lease lease;
    private final boolean first;
    private final Cancellation cancellation = new Cancellation();
    private @Nullable ResponseReader response;

    /**
     * @param lease the right to this connection
     * @param first whether it waits for memory; other connections end, and return their lease, if there is none to spare
     */
    PartDownloader(DownloadContext context, SourceReader reader, URI source, Lease lease, boolean first) {
        this.context = context;
        this.reader = reader;
        this.source = source;
        this.lease = lease;
        this.first = first;
    }

    @Override
    public void run() {
        Attempt end = new Done();
        RuntimeException error = null;
        try {
            cancellation.begin();
            end = readParts();
        } catch (IOException e) {
            end = ending(e);
        } catch (InterruptedException cancelledMeanwhile) {
            // The ending of a cancelled downloader is not read.
        } catch (RuntimeException e) {
            error = e;
        } finally {
            closeResponse();
            cancellation.end();
            if (!first) {
                lease.close();
            }
            context.events().add(new DownloaderEnded(this, end, error));
        }
    }

    /** Makes it end soon, from any thread; it still reports its end. */
    void cancel() {
        cancellation.cancel();
    }

    private Attempt readParts() throws IOException, InterruptedException {
        while (first || !lease.isWanted()) {
            cancellation.check();
            Optional<OpenPart> part =
                    first ? context.parts().take() : context.parts().poll();
            if (part.isEmpty()) {
                return new Done();
            }
            Optional<Attempt> failure = readOrGiveBack(part.get());
            if (failure.isPresent()) {
                return failure.get();
            }
            context.events().add(new PartFilled(part.get()));
        }
        return new Done();
    }

    private Optional<Attempt> readOrGiveBack(OpenPart part) throws IOException, InterruptedException {
        boolean good = false;
        try {
            Optional<Attempt> failure = read(part);
            good = failure.isEmpty();
            return failure;
        } finally {
            if (!good) {
                context.parts().giveBack(part);
            }
        }
    }

    private Optional<Attempt> read(OpenPart part) throws IOException, InterruptedException {
        long at = context.plan().start(part.index()) + part.filled();
        if (response == null || response.position() != at) {
            closeResponse();
            Optional<Attempt> failure = open(at, context.plan().end(part.index()));
            if (failure.isPresent()) {
                return failure;
            }
        }
        ResponseReader in = Objects.requireNonNull(response);
        ByteBuffer space = part.buffer().bytes();
        while (!part.isFull()) {
            cancellation.check();
            int count = in.read(part.buffer().array(), space.position(), Math.min(space.remaining(), READ_BYTES));
            if (count < 0) {
                return Optional.of(endedEarly(in));
            }
            space.position(space.position() + count);
            lease.received(count);
            context.meter().received(count);
        }
        return in.isAtEnd() ? end(in) : Optional.empty();
    }

    private Attempt endedEarly(ResponseReader in) {
        return in.isWhole()
                ? new Wrong("size is " + in.position() + ", expected "
                        + context.plan().size())
                : new Broken(RetryCause.CONNECTION, "the response ended at byte " + in.position(), Duration.ZERO);
    }

    private Optional<Attempt> end(ResponseReader in) {
        boolean good = in.endsHere() || !in.isWhole();
        closeResponse();
        return good
                ? Optional.empty()
                : Optional.of(new Wrong(
                        "size is more than the expected " + context.plan().size()));
    }

    private Optional<Attempt> open(long at, long partEnd) throws IOException, InterruptedException {
        long size = context.plan().size();
        RangeRequest range = range(at, partEnd);
        SourceResponse received = cancellation.send(reader.request(source, range, context.mirrors()));
        Optional<Attempt> failure = ResponseClassifier.classify(received, range, size);
        if (failure.isPresent()) {
            received.close();
            if (failure.get() instanceof Busy) {
                lease.refused();
                context.meter().refused();
            }
            return failure;
        }
        lease.admitted();
        context.source().set(source, received.validator());
        if (received.status() == ResponseClassifier.PARTIAL) {
            response = new ResponseReader(received, at, range.last().isPresent() ? partEnd : size);
            return Optional.empty();
        }
        boolean encoded = ResponseClassifier.isEncoded(received, size);
        if (encoded) {
            context.readEncoded();
        }
        var whole = new ResponseReader(encoded ? decoded(received) : received, 0, size);
        response = whole;
        return at > 0 || context.isInParts() ? readThrough(whole, at) : Optional.empty();
    }

    private RangeRequest range(long at, long partEnd) {
        if (context.isEncoded()) {
            return RangeRequest.WHOLE;
        }
        boolean onePart = context.isInParts() && partEnd > at;
        return new RangeRequest(at, onePart ? OptionalLong.of(partEnd - 1) : OptionalLong.empty());
    }

    /** Decodes gzip. A bomb does no harm, since at most one byte more than the item's size is read. */
    private static SourceResponse decoded(SourceResponse compressed) throws IOException {
        boolean good = false;
        try {
            SourceResponse decoded = compressed.withBody(new GZIPInputStream(compressed.body(), GZIP_BUFFER));
            good = true;
            return decoded;
        } finally {
            if (!good) {
                compressed.close();
            }
        }
    }

    /** The source does not support ranges: the first connection reads on to the current position, all others end. */
    private Optional<Attempt> readThrough(ResponseReader whole, long to) throws IOException, InterruptedException {
        context.readThrough();
        if (!first) {
            return Optional.of(new Done());
        }
        while (whole.position() < to) {
            cancellation.check();
            int count = whole.skip(to - whole.position());
            if (count < 0) {
                return Optional.of(endedEarly(whole));
            }
            context.meter().wasted(count);
        }
        return Optional.empty();
    }

    private void closeResponse() {
        if (response != null) {
            response.close();
            response = null;
        }
    }

    private static Attempt ending(IOException e) {
        if (e instanceof SourceRefusedException) {
            return new Refused(String.valueOf(e.getMessage()));
        }
        if (e instanceof ZipException) {
            return new Wrong("its Content-Encoding is gzip, but the body is not: " + e.getMessage());
        }
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        String reason = message.equals(SourceResponse.NOT_DELIVERED) ? message : "connection broken: " + message;
        return new Broken(RetryCause.CONNECTION, reason, Duration.ZERO);
    }
}
