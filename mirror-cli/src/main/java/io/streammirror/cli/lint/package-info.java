/** How the judgement of a boot source is printed, for people and for programs. */
@NullMarked
package io.streammirror.cli.lint;

import org.jspecify.annotations.NullMarked;
