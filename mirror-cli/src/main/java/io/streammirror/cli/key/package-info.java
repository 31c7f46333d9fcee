/** Makes, shows and changes the mirror's own signing key. */
@NullMarked
package io.streammirror.cli.key;

import org.jspecify.annotations.NullMarked;
