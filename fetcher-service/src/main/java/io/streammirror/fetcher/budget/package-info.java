/** One byte budget for the whole fleet: what share of it this fetcher has, and the bucket that its slots pay from. */
@NullMarked
package io.streammirror.fetcher.budget;

import org.jspecify.annotations.NullMarked;
