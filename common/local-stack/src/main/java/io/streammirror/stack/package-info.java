/** The local stack: an embedded broker, an embedded S3 and the packaged services as supervised child processes. */
@NullMarked
package io.streammirror.stack;

import org.jspecify.annotations.NullMarked;
