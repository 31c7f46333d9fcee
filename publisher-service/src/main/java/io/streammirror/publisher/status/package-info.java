/** Serves the status of all mirrors, as JSON and as metrics. */
@NullMarked
package io.streammirror.publisher.status;

import org.jspecify.annotations.NullMarked;
