/** Shows the status of a publisher: bars on a terminal, plain lines elsewhere. */
@NullMarked
package io.streammirror.cli.progress;

import org.jspecify.annotations.NullMarked;
