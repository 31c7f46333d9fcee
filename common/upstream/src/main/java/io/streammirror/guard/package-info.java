/**
 * Whether a validly signed upstream state may be followed without asking anybody. SimpleStreams has neither version numbers nor
 * expiry, so this rests on time stamps, on what was seen before, and on how much would vanish.
 */
@NullMarked
package io.streammirror.guard;

import org.jspecify.annotations.NullMarked;
