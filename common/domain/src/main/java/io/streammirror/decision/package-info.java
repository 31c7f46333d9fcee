/** The one log of a bucket: create-only, hash-chained entries that carry every decision and the state after it. */
@NullMarked
package io.streammirror.decision;

import org.jspecify.annotations.NullMarked;
