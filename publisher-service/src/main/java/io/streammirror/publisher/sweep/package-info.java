/** Deletes what nothing leads to any more: planned from the log's state, announced in the log, then carried out. */
@NullMarked
package io.streammirror.publisher.sweep;

import org.jspecify.annotations.NullMarked;
