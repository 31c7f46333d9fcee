/** Commands that only ask a publisher. */
@NullMarked
package io.streammirror.cli.command.query;

import org.jspecify.annotations.NullMarked;
