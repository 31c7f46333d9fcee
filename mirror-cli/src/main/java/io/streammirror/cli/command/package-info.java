/** The commands of {@code mirror}: their options and exit codes. */
@NullMarked
package io.streammirror.cli.command;

import org.jspecify.annotations.NullMarked;
