/** Regular expressions of Python's {@code re} module, with the same matches and a bounded number of steps. */
@NullMarked
package io.streammirror.selection.python;

import org.jspecify.annotations.NullMarked;
