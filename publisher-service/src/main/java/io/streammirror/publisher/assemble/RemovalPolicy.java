package io.streammirror.publisher.assemble;

import io.streammirror.simplestreams.ProductsDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Decides how long products stay that upstream no longer offers.
 *
 * @param keep how long they stay listed; zero follows upstream at once, empty keeps them for ever
 * @param wanted cuts a document down to what the operator still asks for: what is gone because the operator narrowed the wishes
 *     is followed at once
 */
public record RemovalPolicy(Optional<Duration> keep, UnaryOperator<ProductsDocument> wanted) {
    /** Does as upstream does. */
    public static final RemovalPolicy FOLLOW = new RemovalPolicy(Optional.of(Duration.ZERO), document -> document);

    boolean follows() {
        return keep.filter(Duration::isZero).isPresent();
    }

    /** When a product that is gone since then is dropped; empty for never. */
    Optional<Instant> end(Instant since) {
        return keep.map(since::plus);
    }
}
