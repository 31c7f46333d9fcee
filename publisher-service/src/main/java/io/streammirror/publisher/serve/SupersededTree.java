package io.streammirror.publisher.serve;

import java.time.Instant;

/**
 * A publication that was live, still served to clients that follow its documents.
 *
 * @param publication only those of its files that no newer publication serves
 * @param until when its grace ends
 */
record SupersededTree(ServedPublication publication, Instant until) {}
