/** Who signs for this publisher, with a key file or an external command, and the signed forms of documents. */
@NullMarked
package io.streammirror.publisher.sign;

import org.jspecify.annotations.NullMarked;
