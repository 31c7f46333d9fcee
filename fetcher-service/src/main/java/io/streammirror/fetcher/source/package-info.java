/** Where item bytes come from: sources over HTTP, how many connections to a host pay, and which source is worth asking first. */
@NullMarked
package io.streammirror.fetcher.source;

import org.jspecify.annotations.NullMarked;
