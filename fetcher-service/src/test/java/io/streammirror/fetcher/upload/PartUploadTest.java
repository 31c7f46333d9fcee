package io.streammirror.fetcher.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.fetcher.part.PartBuffers;
import io.streammirror.fetcher.part.PartSize;
import io.streammirror.store.UploadedPart;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PartUploadTest {
    private final PartBuffers buffers = new PartBuffers(PartSize.DEFAULT);

    @Test
    void shouldKeepBufferOfCancelledUploadUntilSenderHasFinished() throws Exception {
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var upload =
                new PartUpload(buffers.acquire(PartSize.DEFAULT, Duration.ZERO).orElseThrow(), () -> {
                    begun.countDown();
                    awaitThroughInterruptions(mayEnd);
                    return new UploadedPart(1, "etag");
                });
        var sender = new Thread(upload);
        sender.start();
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

        upload.cancel(true);

        assertThat(buffers.used()).isEqualTo(PartSize.DEFAULT);
        mayEnd.countDown();
        sender.join(TimeUnit.SECONDS.toMillis(20));
        assertThat(buffers.used()).isZero();
    }

    @Test
    void shouldReleaseBufferAtOnceWhenCancelledBeforeStart() throws Exception {
        var sent = new CountDownLatch(1);
        var upload =
                new PartUpload(buffers.acquire(PartSize.DEFAULT, Duration.ZERO).orElseThrow(), () -> {
                    sent.countDown();
                    return new UploadedPart(1, "etag");
                });

        upload.cancel(true);

        assertThat(buffers.used()).isZero();
        upload.run();
        assertThat(sent.getCount()).isOne();
    }

    private static void awaitThroughInterruptions(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException readsOn) {
                // As a socket write does.
            }
        }
    }
}
