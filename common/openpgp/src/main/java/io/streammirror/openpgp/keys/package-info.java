/** The files of the mirror's own signing key: written by the command, read by the publisher. */
@NullMarked
package io.streammirror.openpgp.keys;

import org.jspecify.annotations.NullMarked;
