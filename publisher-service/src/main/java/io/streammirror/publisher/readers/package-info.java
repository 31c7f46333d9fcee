/** Readers of publications, found from the requests that are served. */
@NullMarked
package io.streammirror.publisher.readers;

import org.jspecify.annotations.NullMarked;
