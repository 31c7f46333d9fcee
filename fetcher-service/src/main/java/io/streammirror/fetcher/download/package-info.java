/** Reads the parts of one blob over one or more connections to a source, and classifies responses. */
@NullMarked
package io.streammirror.fetcher.download;

import org.jspecify.annotations.NullMarked;
