/** Measures the cost of sending parts to the store, by several ways. */
@NullMarked
package io.streammirror.benchmarks.store;

import org.jspecify.annotations.NullMarked;
