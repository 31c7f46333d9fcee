/** Reads the log of decisions from a publisher, and checks it without trusting that publisher. */
@NullMarked
package io.streammirror.cli.history;

import org.jspecify.annotations.NullMarked;
