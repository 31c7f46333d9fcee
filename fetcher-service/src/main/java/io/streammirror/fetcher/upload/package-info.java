/** Stores the parts of one blob, hashes them in order, and knows from where an upload can be resumed. */
@NullMarked
package io.streammirror.fetcher.upload;

import org.jspecify.annotations.NullMarked;
