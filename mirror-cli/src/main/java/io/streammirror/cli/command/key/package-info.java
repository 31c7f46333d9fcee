/** Commands for the signing key. */
@NullMarked
package io.streammirror.cli.command.key;

import org.jspecify.annotations.NullMarked;
