package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.system.fault.Damage;
import io.streammirror.system.fault.FaultPlan;
import io.streammirror.system.fault.ProxiedExchange;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** After any fault of the store, everything is published, and all of it is right. */
@Tag("slow")
@ExtendWith(FaultStackExtension.class)
final class StoreFaultsIT {
    private static final String MIRROR = "store";

    /** Of three parts. */
    private static final long LARGE = 20_000_000;

    private final FaultStack stack;

    StoreFaultsIT(FaultStack stack) {
        this.stack = stack;
    }

    @AfterEach
    void heal() {
        stack.heal();
    }

    @Test
    void shouldConvergeWhenStoreThrottlesAndFails() {
        plan(exchange -> switch (exchange.number()) {
            case 1 -> List.of(Damage.Answer.s3(503, "SlowDown"));
            case 2 -> List.of(Damage.Answer.s3(500, "InternalError"));
            case 3 -> List.of(new Damage.Delay(Duration.ofSeconds(1)));
            default -> List.of();
        });

        assertConvergesWith("20240601");
    }

    @Test
    void shouldConvergeWhenConnectionsOfStoreBreak() {
        plan(exchange -> switch (exchange.number()) {
            case 1 -> List.of(new Damage.ResetRequest(1_000_000));
            case 2 -> List.of(new Damage.Reset(0));
            case 3 -> List.of(new Damage.Truncate(100));
            default -> List.of();
        });

        assertConvergesWith("20240602");
    }

    @Test
    void shouldConvergeWhenAnswersOfStoreAreLost() {
        plan(exchange -> exchange.number() == 1 ? List.of(new Damage.LostAnswer()) : List.of());

        assertConvergesWith("20240603");
    }

    @Test
    void shouldConvergeWhenStoreFallsSilent() {
        plan(exchange -> exchange.number() == 1 && exchange.method().equals("PUT")
                ? List.of(new Damage.Delay(FaultStack.STORE_IDLE.plusSeconds(1)))
                : List.of());

        assertConvergesWith("20240604");
    }

    @Test
    void shouldConvergeWhenFullStoreHasRoomAgain() {
        SmallTree next = stack.tree(MIRROR).with("20240605", LARGE);
        String item = next.tree()
                .blob(SmallTree.path("20240605", "squashfs"))
                .sha256()
                .hex();
        var refused = new AtomicInteger();
        plan(exchange -> {
            if (isWrite(exchange) && (exchange.path().contains(item) || isTryOfRoom(exchange))) {
                refused.incrementAndGet();
                return List.of(Damage.Answer.s3(507, "XMinioStorageFull"));
            }
            return List.of();
        });
        stack.release(MIRROR, LARGE, "20240605");
        Await.until("the item is refused, and a try of whether there is room", () -> refused.get() >= 2);
        assertThat(stack.status().mirror(MIRROR).path("complete").asBoolean()).isFalse();

        plan(FaultPlan.NONE);

        assertConverges();
    }

    @Test
    void shouldConvergeWhenStoreIsReachableAgain() {
        releaseSlowly("20240606");

        stack.parts().store().vanish();

        assertIncompleteFor(Duration.ofSeconds(4));
        stack.parts().store().appear();
        stack.upstream(MIRROR).throttle(0);
        assertConverges();
    }

    @Test
    void shouldConvergeWhenMissingBucketIsBack() {
        releaseSlowly("20240607");

        stack.parts().hideBucket();

        assertIncompleteFor(Duration.ofSeconds(4));
        stack.parts().showBucket();
        stack.upstream(MIRROR).throttle(0);
        assertConverges();
    }

    private void assertConvergesWith(String version) {
        stack.release(MIRROR, LARGE, version);

        assertConverges();
    }

    private void assertConverges() {
        stack.assertConverges(MIRROR);
        stack.assertStoreIsRight();
    }

    private void releaseSlowly(String version) {
        stack.upstream(MIRROR).throttle(LARGE / 10);
        SmallTree next = stack.release(MIRROR, LARGE, version);
        String sha256 =
                next.tree().blob(SmallTree.path(version, "squashfs")).sha256().hex();
        Await.until("the next version is on its way", () -> !stack.transfersOf(sha256)
                .isEmpty());
        // It reads the catalog from the store, so it may be a moment behind the fetchers.
        Await.until(
                "the publisher waits for it",
                () -> !stack.status().mirror(MIRROR).path("complete").asBoolean());
    }

    /** Without its store the publisher still reports its progress, and never that it is complete. */
    private void assertIncompleteFor(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            assertThat(stack.status().mirror(MIRROR).path("complete").asBoolean())
                    .isFalse();
        }
    }

    private void plan(FaultPlan plan) {
        stack.parts().store().forget();
        stack.parts().store().plan(plan);
    }

    /** By a fetcher that found the store full. */
    private static boolean isTryOfRoom(ProxiedExchange exchange) {
        return exchange.path().endsWith("/room");
    }

    private static boolean isWrite(ProxiedExchange exchange) {
        return exchange.method().equals("PUT") || exchange.method().equals("POST");
    }
}
