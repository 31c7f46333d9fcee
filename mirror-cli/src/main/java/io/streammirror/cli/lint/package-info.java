/** Prints lint reports, for people and as JSON. */
@NullMarked
package io.streammirror.cli.lint;

import org.jspecify.annotations.NullMarked;
