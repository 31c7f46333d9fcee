/** Reads upstream documents over HTTP, bounded in size, time and rate. */
@NullMarked
package io.streammirror.upstream.http;

import org.jspecify.annotations.NullMarked;
