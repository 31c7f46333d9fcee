/** Decisions and kept publications: publications for the public, the log for operators. */
@NullMarked
package io.streammirror.publisher.history;

import org.jspecify.annotations.NullMarked;
