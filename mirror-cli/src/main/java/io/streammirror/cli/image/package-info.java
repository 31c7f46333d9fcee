/** Files of an operator's own image on their way into the store. */
@NullMarked
package io.streammirror.cli.image;

import org.jspecify.annotations.NullMarked;
