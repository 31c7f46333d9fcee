package io.streammirror.guard;

import io.streammirror.catalog.Catalog;
import io.streammirror.decision.UpstreamMarks;
import io.streammirror.simplestreams.Sha256;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An upstream state that wants to be followed.
 *
 * @param revision of the catalog
 * @param selectionHash of the settings that selected it
 * @param marks the time stamps and signed bodies of index and streams
 * @param updated the newest time stamp of all; null where upstream has none
 */
public record Candidate(
        Catalog catalog,
        Sha256 revision,
        Sha256 selectionHash,
        UpstreamMarks marks,
        @Nullable Instant updated) {}
