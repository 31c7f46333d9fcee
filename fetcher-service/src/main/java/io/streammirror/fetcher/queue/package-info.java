/** How fetch requests are taken from the share group, held while they are worked on, and settled. */
@NullMarked
package io.streammirror.fetcher.queue;

import org.jspecify.annotations.NullMarked;
