package io.streammirror.system;

import io.streammirror.sample.SampleUpstream;
import io.streammirror.system.fault.Damage;
import io.streammirror.system.fault.FaultPlan;
import io.streammirror.system.fault.ProxiedExchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Draws faults from a seed. What happens to an exchange is a function of the seed, the exchange and its number, so that it does
 * not depend on which thread comes first.
 */
final class FaultDice {
    /** Of the requests to the store. */
    private static final double STORE_SHARE = 0.04;

    /** Of the requests for documents; each costs a poll its pauses. */
    private static final double DOCUMENT_SHARE = 0.02;

    /** Faults at one item; more would be a test of the backoff. */
    private static final int MAX_PER_ITEM = 3;

    private final long seed;

    FaultDice(long seed) {
        this.seed = seed;
    }

    /** The dice for a part of what is drawn, always the same for the same name. */
    RandomGenerator random(Object name) {
        return new SplittableRandom(seed * 31 + name.hashCode());
    }

    /** Faults of an item of this size that pass, so that it can be downloaded in the end. */
    FaultPlan passing(String path, long size) {
        RandomGenerator random = random(path);
        var planned = new ArrayList<Damage>();
        int count = random.nextInt(MAX_PER_ITEM + 1);
        for (int i = 0; i < count; i++) {
            planned.add(connectionDamage(random, size));
        }
        if (random.nextInt(3) == 0) {
            // Only one of these: who sends wrong bytes twice is believed to have no others.
            planned.add(random.nextInt(planned.size() + 1), contentDamage(random, size));
        }
        return exchange ->
                exchange.number() <= planned.size() ? List.of(planned.get(exchange.number() - 1)) : List.of();
    }

    /** Faults that prevent the download of an item for good. */
    FaultPlan lasting(String path) {
        Damage damage =
                switch (random(path).nextInt(5)) {
                    case 0 -> Damage.Answer.status(404);
                    case 1 -> Damage.Answer.status(403);
                    case 2 -> new Damage.OtherEntity(null);
                    case 3 -> new Damage.WrongLength(-1);
                    default -> new Damage.Flip(0);
                };
        return exchange -> List.of(damage);
    }

    /** Faults of some of the documents. */
    List<Damage> documents(ProxiedExchange exchange) {
        if (!exchange.path().startsWith(SampleUpstream.BASE_PATH + "streams/")) {
            return List.of();
        }
        RandomGenerator random = random(exchange);
        return random.nextDouble() < DOCUMENT_SHARE
                ? List.of(
                        random.nextInt(4) == 0 ? new Damage.Flip(random.nextInt(200)) : connectionDamage(random, 2000))
                : List.of();
    }

    /** Faults of some of the requests to the store. */
    List<Damage> store(ProxiedExchange exchange) {
        RandomGenerator random = random(exchange);
        if (random.nextDouble() >= STORE_SHARE) {
            return List.of();
        }
        return List.of(
                switch (random.nextInt(8)) {
                    case 0 -> Damage.Answer.s3(503, "SlowDown");
                    case 1 -> Damage.Answer.s3(500, "InternalError");
                    case 2 -> Damage.Answer.s3(507, "XMinioStorageFull");
                    case 3 -> new Damage.ResetRequest(random.nextInt(1_000_000));
                    case 4 -> new Damage.LostAnswer();
                    case 5 -> new Damage.Reset(random.nextInt(100_000));
                    case 6 -> new Damage.Truncate(random.nextInt(100_000));
                    default -> new Damage.Delay(Duration.ofMillis(random.nextInt(1500)));
                });
    }

    private static Damage connectionDamage(RandomGenerator random, long size) {
        return switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> new Damage.Reset(random.nextLong(size));
            case 4, 5 -> new Damage.Truncate(random.nextLong(size));
            case 6 -> new Damage.LostAnswer();
            case 7 -> new Damage.Delay(Duration.ofMillis(random.nextInt(4000)));
            case 8 -> new Damage.Stall(random.nextLong(size), Duration.ofMillis(random.nextInt(4000)));
            case 9 -> Damage.Answer.later(429, 1);
            case 10 -> Damage.Answer.status(500);
            case 11 -> Damage.Answer.status(502);
            case 12 -> Damage.Answer.later(503, 1);
            case 13 -> Damage.Answer.status(504);
            case 14 -> new Damage.NoLength(random.nextBoolean());
            default -> new Damage.NoRanges();
        };
    }

    private static Damage contentDamage(RandomGenerator random, long size) {
        return switch (random.nextInt(6)) {
            case 0, 1 -> new Damage.Flip(random.nextLong(size));
            case 2 -> new Damage.WrongLength(random.nextBoolean() ? -1 : 1);
            case 3 -> new Damage.Endless();
            case 4 -> new Damage.OtherEntity("\"old\"");
            default -> new Damage.OtherEntity(null);
        };
    }
}
