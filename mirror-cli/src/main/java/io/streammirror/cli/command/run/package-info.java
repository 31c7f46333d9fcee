/** Commands that run the local stack or the sample upstream. */
@NullMarked
package io.streammirror.cli.command.run;

import org.jspecify.annotations.NullMarked;
