/** Catalogs of accepted upstream states, the blobs that they want, and the difference of two catalogs. */
@NullMarked
package io.streammirror.catalog;

import org.jspecify.annotations.NullMarked;
