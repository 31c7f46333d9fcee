/** The parts of the benchmark of fetching that run in JVMs; {@code benchmarks/fetch/run} starts them and measures from outside. */
@NullMarked
package io.streammirror.benchmarks.fetch;

import org.jspecify.annotations.NullMarked;
