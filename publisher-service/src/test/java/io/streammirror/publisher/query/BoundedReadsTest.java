package io.streammirror.publisher.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BoundedReadsTest {
    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger read = new AtomicInteger();
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final BoundedReads reads = new BoundedReads("test", Duration.ofSeconds(2), now::get);

    @AfterEach
    void stop() {
        mayEnd.countDown();
        reads.close();
    }

    private CompletionStage<JsonAnswer> slow(String question) {
        return reads.ask(question, () -> {
            read.incrementAndGet();
            awaitEnd();
            return JsonAnswer.of(question);
        });
    }

    private void awaitEnd() {
        try {
            mayEnd.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonAnswer answer(CompletionStage<JsonAnswer> asked) throws Exception {
        return asked.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void shouldReadOnceForAllWhoAskTheSame() throws Exception {
        List<CompletionStage<JsonAnswer>> asked = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            asked.add(slow("same"));
        }
        mayEnd.countDown();

        for (CompletionStage<JsonAnswer> each : asked) {
            assertThat(answer(each).body()).asString(StandardCharsets.UTF_8).isEqualTo("\"same\"");
        }
        assertThat(read).hasValue(1);
    }

    @Test
    void shouldRefuseWhenTooManyDifferentQuestionsWait() throws Exception {
        List<CompletionStage<JsonAnswer>> asked = new ArrayList<>();
        for (int i = 0; i <= BoundedReads.MAX_WAITING; i++) {
            asked.add(slow("question " + i));
        }

        assertThat(answer(slow("one more")).status()).isEqualTo(503);

        mayEnd.countDown();
        for (CompletionStage<JsonAnswer> each : asked) {
            assertThat(answer(each).status()).isEqualTo(200);
        }
    }

    @Test
    void shouldReadAgainWhenTheAnswerIsTooOld() throws Exception {
        mayEnd.countDown();
        answer(slow("question"));
        now.set(TimeUnit.SECONDS.toNanos(1));
        answer(slow("question"));
        assertThat(read).hasValue(1);

        now.set(TimeUnit.SECONDS.toNanos(2));
        answer(slow("question"));
        assertThat(read).hasValue(2);
    }

    @Test
    void shouldKeepFewAnswers() throws Exception {
        mayEnd.countDown();
        for (int i = 0; i <= BoundedReads.MAX_KEPT; i++) {
            answer(slow("question " + i));
        }
        int before = read.get();

        answer(slow("question 1"));
        assertThat(read).hasValue(before);
        answer(slow("question 0"));
        assertThat(read).hasValue(before + 1);
    }

    @Test
    void shouldNotSayWhyAReadFailedNorKeepTheFailure() throws Exception {
        CompletionStage<JsonAnswer> failed = reads.ask("question", () -> {
            throw new IllegalStateException("http://store.internal:9000 refused");
        });
        assertThat(answer(failed).status()).isEqualTo(500);
        assertThat(answer(failed).body()).asString(StandardCharsets.UTF_8).doesNotContain("store.internal");

        mayEnd.countDown();
        assertThat(answer(slow("question")).status()).isEqualTo(200);
    }
}
