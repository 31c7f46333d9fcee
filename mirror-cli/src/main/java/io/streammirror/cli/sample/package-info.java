/** A signed sample upstream, for {@code mirror demo} and for system tests. Depends on no other package of the command. */
@NullMarked
package io.streammirror.cli.sample;

import org.jspecify.annotations.NullMarked;
