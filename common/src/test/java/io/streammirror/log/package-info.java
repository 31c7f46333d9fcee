/** The laws of the log, on the fake object store. */
@NullMarked
package io.streammirror.log;

import org.jspecify.annotations.NullMarked;
