package io.streammirror.fetcher.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.fetcher.download.PartQueue.OpenPart;
import io.streammirror.fetcher.part.PartBuffers;
import io.streammirror.fetcher.part.PartBuffers.PartBuffer;
import io.streammirror.fetcher.part.PartPlan;
import io.streammirror.fetcher.part.PartSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class PartQueueTest {
    private static final int MANY = 20;

    private final PartBuffers buffers = new PartBuffers(6L * PartSize.DEFAULT);
    private final PartQueue queue = new PartQueue(PartPlan.of((long) MANY * PartSize.DEFAULT), buffers, 0);

    @Test
    void shouldLeaveFifthOfMemoryToOtherItems() throws Exception {
        List<OpenPart> parts = pollAll();

        assertThat(parts).extracting(OpenPart::index).containsExactly(0, 1, 2, 3, 4);
        parts.get(3).buffer().close();

        assertThat(queue.poll()).map(OpenPart::index).contains(5);
        assertThat(queue.poll()).isEmpty();
    }

    @Test
    void shouldHandOutReturnedPartWhenItemHasNoMoreRoom() throws Exception {
        List<OpenPart> parts = pollAll();

        queue.giveBack(parts.get(2));

        assertThat(queue.take()).contains(parts.get(2));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "4, 4", "5, 4", "11, 9"})
    void shouldAlwaysHaveRoomForOnePart(int parts, int forOne) {
        assertThat(new PartBuffers((long) parts * PartSize.DEFAULT).forOneItem(PartSize.DEFAULT))
                .isEqualTo(forOne);
        assertThat(new PartBuffers(PartSize.DEFAULT).forOneItem(2 * PartSize.DEFAULT))
                .isEqualTo(1);
    }

    @Test
    void shouldKeepRoomWhenThereIsNoMemory() throws Exception {
        try (PartBuffer others =
                buffers.acquire(6 * PartSize.DEFAULT, Duration.ZERO).orElseThrow()) {
            for (int tries = 0; tries < MANY; tries++) {
                assertThat(queue.poll())
                        .as("while others have all of it: %s", others)
                        .isEmpty();
            }
        }

        assertThat(pollAll()).hasSize(5);
    }

    private List<OpenPart> pollAll() throws InterruptedException {
        var parts = new ArrayList<OpenPart>();
        var part = queue.poll();
        while (part.isPresent()) {
            parts.add(part.get());
            part = queue.poll();
        }
        return parts;
    }
}
