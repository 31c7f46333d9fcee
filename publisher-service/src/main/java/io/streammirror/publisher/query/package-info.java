/** Answers to read-only questions, computed on threads of their own and in bounded number. */
@NullMarked
package io.streammirror.publisher.query;

import org.jspecify.annotations.NullMarked;
