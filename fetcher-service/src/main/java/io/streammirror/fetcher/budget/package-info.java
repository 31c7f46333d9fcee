/** The bandwidth budget of the fleet: the share of this fetcher, and the token bucket that its transfers pay from. */
@NullMarked
package io.streammirror.fetcher.budget;

import org.jspecify.annotations.NullMarked;
