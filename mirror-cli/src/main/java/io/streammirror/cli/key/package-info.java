/** Creates, shows and rotates the mirror's signing key. */
@NullMarked
package io.streammirror.cli.key;

import org.jspecify.annotations.NullMarked;
