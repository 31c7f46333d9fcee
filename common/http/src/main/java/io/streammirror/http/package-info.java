/** The way out to other people's web servers: through which proxy, and as whom to it. */
@NullMarked
package io.streammirror.http;

import org.jspecify.annotations.NullMarked;
