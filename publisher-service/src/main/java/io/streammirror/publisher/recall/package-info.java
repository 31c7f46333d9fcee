/** Reads back what publications list, and what operators' orders rest on. */
@NullMarked
package io.streammirror.publisher.recall;

import org.jspecify.annotations.NullMarked;
