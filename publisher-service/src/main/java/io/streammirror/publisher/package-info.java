/** The publisher: assembles, signs and switches publications, and serves the tree. */
@NullMarked
package io.streammirror.publisher;

import org.jspecify.annotations.NullMarked;
