/** Turns what a tree lists into the bytes of its documents, the same bytes for the same facts. */
@NullMarked
package io.streammirror.publisher.render;

import org.jspecify.annotations.NullMarked;
