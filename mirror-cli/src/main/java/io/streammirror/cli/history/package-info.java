/** Prints the decision log and differences of publications, and verifies the log. */
@NullMarked
package io.streammirror.cli.history;

import org.jspecify.annotations.NullMarked;
