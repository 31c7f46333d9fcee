/** Images that operators add to what upstream offers: what they are, in which form they are published, and where that is kept. */
@NullMarked
package io.streammirror.publisher.own;

import org.jspecify.annotations.NullMarked;
