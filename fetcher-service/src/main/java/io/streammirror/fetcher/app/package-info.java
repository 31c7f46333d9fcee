/** Starts the fetcher process and composes it from parts that know no container. */
@NullMarked
package io.streammirror.fetcher.app;

import org.jspecify.annotations.NullMarked;
