/** Threads, and calls on them that can be cancelled. */
@NullMarked
package io.streammirror.concurrent;

import org.jspecify.annotations.NullMarked;
