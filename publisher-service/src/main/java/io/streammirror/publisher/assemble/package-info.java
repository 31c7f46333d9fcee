/** Decides which whole versions a tree lists: a pure function of catalog, previous publication and stored blobs. */
@NullMarked
package io.streammirror.publisher.assemble;

import org.jspecify.annotations.NullMarked;
