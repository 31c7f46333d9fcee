/** What a mirror has accepted from upstream: catalogs, the blobs they want, and the difference of two of them. */
@NullMarked
package io.streammirror.catalog;

import org.jspecify.annotations.NullMarked;
