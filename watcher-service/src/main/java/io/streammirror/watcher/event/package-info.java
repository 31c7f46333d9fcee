/** How the watcher's events leave it. */
@NullMarked
package io.streammirror.watcher.event;

import org.jspecify.annotations.NullMarked;
