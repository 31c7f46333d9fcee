package io.streammirror.fetcher.transfer;

import io.streammirror.fetcher.transfer.Attempt.Broken;
import io.streammirror.fetcher.transfer.Attempt.Refused;
import io.streammirror.fetcher.transfer.Attempt.Verified;
import io.streammirror.fetcher.transfer.Attempt.Wrong;
import io.streammirror.fetcher.transfer.SourceReader.ResumePoint;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One try at one source: asks for the item or its rest, judges the answer, reads and verifies the body. */
final class SourceAttempt {
    private static final int OK = 200;
    private static final int PARTIAL = 206;

    /** They refuse the range, not the item. */
    private static final Set<Integer> RANGE_REFUSALS = Set.of(412, 416);

    /** Request timeout, too early, too many requests: 4xx that mean later. */
    private static final Set<Integer> LATER = Set.of(408, 425, 429);

    private final SourceReader reader;
    private final IncomingBlob blob;
    private final long size;

    SourceAttempt(SourceReader reader, IncomingBlob blob, long size) {
        this.reader = reader;
        this.blob = blob;
        this.size = size;
    }

    Attempt run(URI source) throws InterruptedException {
        Optional<ResumePoint> resume = blob.resumePoint(source);
        if (resume.isEmpty() && blob.received() > 0) {
            blob.restart();
        }
        try (SourceResponse response = reader.open(source, resume)) {
            Attempt refusal = resume.isPresent() ? judgeRest(response, resume.get()) : judgeWhole(response);
            if (refusal != null) {
                return refusal;
            }
            blob.comesFrom(source, response.strongEtag().or(() -> resume.map(ResumePoint::etag)));
            return read(response.body());
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return new Broken(RetryCause.CONNECTION, "connection broken: " + describe(e), Duration.ZERO);
        }
    }

    private @Nullable Attempt judgeRest(SourceResponse response, ResumePoint resume) {
        if (response.status() == PARTIAL) {
            boolean continues = response.range()
                            .filter(range -> range.isRest(resume.offset(), size))
                            .isPresent()
                    && response.strongEtag()
                            .filter(tag -> !tag.equals(resume.etag()))
                            .isEmpty();
            return continues ? null : startAnew("its partial answer is not the rest that was asked for");
        }
        if (RANGE_REFUSALS.contains(response.status())) {
            return startAnew("status " + response.status() + " for the rest");
        }
        if (response.status() == OK) {
            // The item changed, or the source knows no ranges; either way this is the whole of it.
            blob.restart();
        }
        return judgeWhole(response);
    }

    private Broken startAnew(String reason) {
        blob.restart();
        return new Broken(RetryCause.RANGE, reason, Duration.ZERO);
    }

    private @Nullable Attempt judgeWhole(SourceResponse response) {
        int status = response.status();
        if (status == OK) {
            long announced = response.length().orElse(size);
            return announced == size ? null : new Wrong("size is " + announced + " (Content-Length), expected " + size);
        }
        if (status >= 500 || LATER.contains(status)) {
            return new Broken(RetryCause.STATUS, "status " + status, response.retryAfter());
        }
        return new Refused("status " + status);
    }

    private Attempt read(InputStream body) throws IOException, InterruptedException {
        while (!blob.isFull()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (!blob.take(body)) {
                return new Wrong("size is " + blob.received() + ", expected " + size);
            }
        }
        if (!endsHere(body)) {
            return new Wrong("size is more than the expected " + size);
        }
        return blob.mismatch().<Attempt>map(Wrong::new).orElseGet(Verified::new);
    }

    /** All that was asked for is here, so a connection that breaks now took nothing with it. */
    private static boolean endsHere(InputStream body) {
        try {
            return body.read() < 0;
        } catch (IOException brokenAtTheEnd) {
            return true;
        }
    }

    private static String describe(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
