/** The identity of a mirror: one upstream tree, selected, stored and published under one path. */
@NullMarked
package io.streammirror.mirror;

import org.jspecify.annotations.NullMarked;
