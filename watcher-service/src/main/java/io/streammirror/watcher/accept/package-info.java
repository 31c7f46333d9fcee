/** Taking an upstream state over: documents and catalog into the store, the decision into the log. */
@NullMarked
package io.streammirror.watcher.accept;

import org.jspecify.annotations.NullMarked;
