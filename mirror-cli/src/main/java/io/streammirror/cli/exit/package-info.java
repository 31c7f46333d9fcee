/** How a command ends: exit codes, and the failures whose message alone is for people. */
@NullMarked
package io.streammirror.cli.exit;

import org.jspecify.annotations.NullMarked;
