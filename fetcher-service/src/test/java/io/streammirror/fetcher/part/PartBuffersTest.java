package io.streammirror.fetcher.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.streammirror.fetcher.part.PartBuffers.PartBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PartBuffersTest {
    private static final long LIMIT = 2L * PartSize.DEFAULT + 12_345;

    /** Each number acquires a buffer of that many quarters of a part; zero releases the oldest, and so does a lack of room. */
    @Property(tries = 100)
    void shouldNeverAllocateMoreThanLimit(@ForAll @Size(max = 30) List<@IntRange(min = 0, max = 4) Integer> quarters)
            throws Exception {
        var buffers = new PartBuffers(LIMIT);
        Queue<PartBuffer> acquired = new ArrayDeque<>();
        for (int quarter : quarters) {
            int size = quarter * (PartSize.DEFAULT / 4);
            if (size == 0 && !acquired.isEmpty()) {
                acquired.remove().close();
            }
            while (buffers.used() + size > LIMIT) {
                acquired.remove().close();
            }

            acquired.add(buffers.acquire(size, Duration.ZERO).orElseThrow());

            assertThat(buffers.allocated()).isLessThanOrEqualTo(LIMIT);
            assertThat(buffers.allocated())
                    .isGreaterThanOrEqualTo(acquired.stream()
                            .mapToLong(buffer -> buffer.array().length)
                            .sum());
        }
    }

    @Test
    void shouldReuseReleasedBufferOfWholePart() throws Exception {
        var buffers = new PartBuffers(LIMIT);
        PartBuffer first = buffers.acquire(PartSize.DEFAULT, Duration.ZERO).orElseThrow();
        byte[] array = first.array();
        first.close();

        PartBuffer second = buffers.acquire(PartSize.DEFAULT, Duration.ZERO).orElseThrow();

        assertThat(second.array()).isSameAs(array);
    }

    @Test
    void shouldDropSpareBuffersWhenNoneWasAcquiredForWholeInterval() throws Exception {
        var buffers = new PartBuffers(LIMIT);
        buffers.acquire(PartSize.DEFAULT, Duration.ZERO).orElseThrow().close();

        assertThat(buffers.dropUnused()).isFalse();
        assertThat(buffers.allocated()).isEqualTo(PartSize.DEFAULT);

        assertThat(buffers.dropUnused()).isTrue();
        assertThat(buffers.allocated()).isZero();
        assertThat(buffers.dropUnused()).isFalse();
    }

    @Test
    void shouldReportGarbageWhenBuffersOfOtherSizesWereUsed() throws Exception {
        var buffers = new PartBuffers(LIMIT);
        assertThat(buffers.dropUnused()).isFalse();
        buffers.acquire(1000, Duration.ZERO).orElseThrow().close();
        buffers.dropUnused();

        assertThat(buffers.dropUnused()).isTrue();
    }

    @Test
    void shouldKeepSpareBuffersWhileOneIsInUse() throws Exception {
        var buffers = new PartBuffers(LIMIT);
        PartBuffer used = buffers.acquire(PartSize.DEFAULT, Duration.ZERO).orElseThrow();
        buffers.acquire(PartSize.DEFAULT, Duration.ZERO).orElseThrow().close();
        buffers.dropUnused();

        assertThat(buffers.dropUnused()).isFalse();

        used.close();
        assertThat(buffers.allocated()).isEqualTo(2L * PartSize.DEFAULT);
    }

    @Test
    void shouldNotKeepBytesReachableAfterRelease() throws Exception {
        var buffers = new PartBuffers(LIMIT);
        PartBuffer buffer = buffers.acquire(PartSize.DEFAULT, Duration.ZERO).orElseThrow();

        buffer.close();

        assertThatThrownBy(buffer::bytes).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(buffer::array).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldReleaseBufferWhenLastReferenceIsClosed() throws Exception {
        var buffers = new PartBuffers(LIMIT);
        PartBuffer buffer = buffers.acquire(PartSize.DEFAULT, Duration.ZERO).orElseThrow();
        buffer.retain();

        buffer.close();

        assertThat(buffers.used()).isEqualTo(PartSize.DEFAULT);
        buffer.close();
        assertThat(buffers.used()).isZero();
        assertThatThrownBy(buffer::close).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldReturnNothingWhenThereIsNoRoomWithinTimeout() throws Exception {
        var buffers = new PartBuffers(PartSize.DEFAULT);
        try (PartBuffer all = buffers.acquire(PartSize.DEFAULT, Duration.ZERO).orElseThrow()) {
            assertThat(buffers.acquire(all.array().length, Duration.ofMillis(1)))
                    .isEmpty();
        }
    }

    @Test
    @Timeout(20)
    void shouldNotQueueSmallBufferBehindWholePart() throws Exception {
        var buffers = new PartBuffers(LIMIT);
        assertThat(buffers.acquire(PartSize.DEFAULT, Duration.ZERO)).isPresent();
        assertThat(buffers.acquire(PartSize.DEFAULT, Duration.ZERO)).isPresent();
        var waiting = new Thread(() -> {
            try {
                buffers.acquire(PartSize.DEFAULT, Duration.ofMinutes(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        waiting.start();
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);

        boolean acquired = buffers.acquire(1000, Duration.ZERO).isPresent();

        assertThat(acquired).isTrue();
        waiting.interrupt();
        waiting.join();
    }
}
