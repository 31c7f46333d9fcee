/** A signed sample upstream on loopback: what {@code mirror demo} mirrors, and what tests of whole systems read from. */
@NullMarked
package io.streammirror.cli.sample;

import org.jspecify.annotations.NullMarked;
