package io.streammirror.publisher.serve;

import java.time.Instant;

/**
 * A publication that was live, still served to whoever follows its documents.
 *
 * @param until when its grace ends
 */
record SupersededTree(ServedPublication publication, Instant until) {}
