/** The training run of {@code mirror prepare}, whose classes are archived. */
@NullMarked
package io.streammirror.cli.prepare;

import org.jspecify.annotations.NullMarked;
