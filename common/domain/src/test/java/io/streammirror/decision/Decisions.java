package io.streammirror.decision;

import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Decisions to test with. */
final class Decisions {
    static final MirrorName MIRROR = new MirrorName("maas-stable");
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private Decisions() {}

    static Sha256 hash(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    static LivePublication publication(String name, long sequence) {
        return new LivePublication(hash(name), hash("catalog of " + name), NOON, sequence, "ABCD");
    }

    /** Accepts a catalog of this name, as the next entry. */
    static Proposal accept(LogHead head, String name) {
        return accept(head, MIRROR, name);
    }

    static Proposal accept(LogHead head, MirrorName mirror, String name) {
        var catalog = new AcceptedCatalog(hash(name), NOON, head.nextSequence(), hash("selections"));
        return new Proposal(
                new Decision.CatalogAccepted(mirror, hash(name), hash("difference of " + name)),
                head.state().with(mirror, head.state().mirror(mirror).withCatalog(catalog, UpstreamMarks.NONE)));
    }

    static LogEntry append(DecisionLog log, String name) {
        return log.append(head -> Optional.of(accept(head, name))).orElseThrow();
    }
}
