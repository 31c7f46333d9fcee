/** Measures how the catalog's work grows with the size of a stream. */
@NullMarked
package io.streammirror.benchmarks.catalog;

import org.jspecify.annotations.NullMarked;
