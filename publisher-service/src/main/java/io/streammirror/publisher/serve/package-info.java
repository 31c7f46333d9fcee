/** The serving half of the publisher: an immutable tree in memory, answered over HTTP the way MAAS and caches need it. */
@NullMarked
package io.streammirror.publisher.serve;

import org.jspecify.annotations.NullMarked;
