/** Commands that change something: orders of operators, polls, sweeps and test notifications. */
@NullMarked
package io.streammirror.cli.command.order;

import org.jspecify.annotations.NullMarked;
