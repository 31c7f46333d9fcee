/** Tries selections on what upstream offers: from the documents of the followed state, within bounds of time and memory. */
@NullMarked
package io.streammirror.publisher.page.playground;

import org.jspecify.annotations.NullMarked;
