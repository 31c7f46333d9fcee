/** Waiting and trying again: pauses with jitter, a time budget for retries, and an injectable sleep. */
@NullMarked
package io.streammirror.retry;

import org.jspecify.annotations.NullMarked;
