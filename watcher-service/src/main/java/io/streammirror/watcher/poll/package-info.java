/** When to look upstream, and what to do with what is found. */
@NullMarked
package io.streammirror.watcher.poll;

import org.jspecify.annotations.NullMarked;
