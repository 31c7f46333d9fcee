/** What a sweep of the bucket is about to delete. Nothing may rely on it. */
@NullMarked
package io.streammirror.sweep;

import org.jspecify.annotations.NullMarked;
