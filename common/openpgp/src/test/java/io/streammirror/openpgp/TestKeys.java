package io.streammirror.openpgp;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** Keys and a fixed time for the tests of this package. */
final class TestKeys {
    static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    static final Clock CLOCK = at(NOW);
    static final SigningKey ALICE = SigningKey.generate("Alice <alice@example.org>", KeyAlgorithm.ED25519, CREATED);
    static final SigningKey BOB = SigningKey.generate("Bob <bob@example.org>", KeyAlgorithm.ED25519, CREATED);

    private TestKeys() {}

    static Clock at(Instant instant) {
        return Clock.fixed(instant, ZoneOffset.UTC);
    }
}
