package io.streammirror.publisher.scrub;

import io.streammirror.simplestreams.Sha256;
import java.nio.file.Path;
import java.util.Optional;

/** Copies of blobs outside of the store, such as those of the serving cache. */
@FunctionalInterface
public interface VerifiedCopies {
    /** A file whose bytes had this hash when they were read last; it may go or change at any time. */
    Optional<Path> of(Sha256 blob);
}
