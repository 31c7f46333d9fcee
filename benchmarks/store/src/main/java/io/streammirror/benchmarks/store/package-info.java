/** What sending parts to the store costs, by the ways that the product has and by those that it had or might have had. */
@NullMarked
package io.streammirror.benchmarks.store;

import org.jspecify.annotations.NullMarked;
