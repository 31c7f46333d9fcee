/** Reads a published mirror back as its clients would, before a run is called a success. */
@NullMarked
package io.streammirror.cli.readback;

import org.jspecify.annotations.NullMarked;
