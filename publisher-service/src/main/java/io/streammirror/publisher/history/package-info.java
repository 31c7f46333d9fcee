/** Serves the decision log and the publications that mirrors keep. */
@NullMarked
package io.streammirror.publisher.history;

import org.jspecify.annotations.NullMarked;
