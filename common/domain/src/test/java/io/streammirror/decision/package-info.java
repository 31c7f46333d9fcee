/** The laws of the log, on the fake object store. */
@NullMarked
package io.streammirror.decision;

import org.jspecify.annotations.NullMarked;
