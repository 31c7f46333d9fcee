/** A sample upstream of one's own, so that the mirror can be seen at work without a network. */
@NullMarked
package io.streammirror.cli.demo;

import org.jspecify.annotations.NullMarked;
