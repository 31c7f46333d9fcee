/** Who reads the mirrors, put together from what several publishers have seen. */
@NullMarked
package io.streammirror.cli.readers;

import org.jspecify.annotations.NullMarked;
