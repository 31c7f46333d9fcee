/** The commands of {@code mirror}: options in, exit code out. */
@NullMarked
package io.streammirror.cli.command;

import org.jspecify.annotations.NullMarked;
