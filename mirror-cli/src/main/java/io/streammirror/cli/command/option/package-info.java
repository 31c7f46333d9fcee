/** Options that several commands have in common. */
@NullMarked
package io.streammirror.cli.command.option;

import org.jspecify.annotations.NullMarked;
