/** How one blob gets from its sources into the store, verified on the way. */
@NullMarked
package io.streammirror.fetcher.transfer;

import org.jspecify.annotations.NullMarked;
