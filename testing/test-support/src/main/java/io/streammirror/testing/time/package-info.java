/** Clocks that tests set. */
@NullMarked
package io.streammirror.testing.time;

import org.jspecify.annotations.NullMarked;
