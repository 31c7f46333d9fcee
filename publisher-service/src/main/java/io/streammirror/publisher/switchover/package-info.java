/** Makes publications live: assemble, render, sign, store, verify, and switch by one entry in the log. */
@NullMarked
package io.streammirror.publisher.switchover;

import org.jspecify.annotations.NullMarked;
