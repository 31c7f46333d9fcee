/** Fuzzing that can be repeated: what every soak test needs. Run by {@code mvn -Psoak verify}. */
@NullMarked
package io.streammirror.testing.mutation;

import org.jspecify.annotations.NullMarked;
