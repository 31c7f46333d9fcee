/** One way to read and one way to write JSON, for documents, events, catalogs and the log. */
@NullMarked
package io.streammirror.codec;

import org.jspecify.annotations.NullMarked;
