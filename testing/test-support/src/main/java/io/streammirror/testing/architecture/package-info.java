/** The rules of structure that hold in every module. */
@NullMarked
package io.streammirror.testing.architecture;

import org.jspecify.annotations.NullMarked;
