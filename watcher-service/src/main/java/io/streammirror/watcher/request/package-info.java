/** Asking fetchers for what is wanted and not stored, neither twice nor never. */
@NullMarked
package io.streammirror.watcher.request;

import org.jspecify.annotations.NullMarked;
