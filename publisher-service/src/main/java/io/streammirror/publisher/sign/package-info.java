/** Signs for this publisher, with a key file or an external command, and makes the signed forms of documents. */
@NullMarked
package io.streammirror.publisher.sign;

import org.jspecify.annotations.NullMarked;
