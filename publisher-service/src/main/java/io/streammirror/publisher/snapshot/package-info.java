/** Reads log and store of one mirror at one moment: the input of the next publication. */
@NullMarked
package io.streammirror.publisher.snapshot;

import org.jspecify.annotations.NullMarked;
