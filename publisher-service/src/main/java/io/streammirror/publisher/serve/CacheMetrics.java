package io.streammirror.publisher.serve;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.streammirror.publisher.cache.DiskCache;
import io.streammirror.publisher.cache.Fill;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The metrics of the cache on disk; without a cache they stay 0. */
final class CacheMetrics {
    private static final List<Fill.State> ENDS = List.of(Fill.State.COMPLETE, Fill.State.FAILED, Fill.State.DAMAGED);

    private final Optional<DiskCache> cache;

    CacheMetrics(Optional<DiskCache> cache) {
        this.cache = cache;
    }

    /** The registry has weak references only, so the caller keeps this object. */
    void register(MeterRegistry registry) {
        for (Fill.State end : ENDS) {
            FunctionCounter.builder("stream.mirror.cache.fills", this, of -> of.fills(end))
                    .description("Items that were to be copied from the store into the cache, by outcome")
                    .tag("outcome", end.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        Gauge.builder("stream.mirror.cache.used", this, of -> of.cache
                        .map(DiskCache::used)
                        .orElse(0L))
                .description("Bytes of whole items in the cache")
                .baseUnit("bytes")
                .register(registry);
    }

    private long fills(Fill.State end) {
        return cache.map(disk -> disk.fills(end)).orElse(0L);
    }
}
