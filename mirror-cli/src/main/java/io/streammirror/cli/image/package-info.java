/** The files of a custom image, and their upload to the store. */
@NullMarked
package io.streammirror.cli.image;

import org.jspecify.annotations.NullMarked;
