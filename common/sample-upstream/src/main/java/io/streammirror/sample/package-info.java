/** A signed sample upstream, for {@code mirror demo} and for system tests. Depends on no other package of the command. */
@NullMarked
package io.streammirror.sample;

import org.jspecify.annotations.NullMarked;
