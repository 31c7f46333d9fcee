/** Readers of the mirrors, merged from several publishers. */
@NullMarked
package io.streammirror.cli.readers;

import org.jspecify.annotations.NullMarked;
