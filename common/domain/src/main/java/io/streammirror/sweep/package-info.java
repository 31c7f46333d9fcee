/** What a sweep of the bucket is about to delete, for whoever must not rely on it. */
@NullMarked
package io.streammirror.sweep;

import org.jspecify.annotations.NullMarked;
