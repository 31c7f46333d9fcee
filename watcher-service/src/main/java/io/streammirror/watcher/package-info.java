/** The watcher: polls upstream, accepts what is signed and selected, asks for missing items. */
@NullMarked
package io.streammirror.watcher;

import org.jspecify.annotations.NullMarked;
