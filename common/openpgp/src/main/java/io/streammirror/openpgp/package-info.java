/** OpenPGP as SimpleStreams needs it: clear-signed and detached signatures, verified and made, on Bouncy Castle. */
@NullMarked
package io.streammirror.openpgp;

import org.jspecify.annotations.NullMarked;
