/** The {@code mirror} command. */
@NullMarked
package io.streammirror.cli;

import org.jspecify.annotations.NullMarked;
