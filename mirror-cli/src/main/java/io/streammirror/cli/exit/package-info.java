/** Exit codes, and failures whose message is for people. */
@NullMarked
package io.streammirror.cli.exit;

import org.jspecify.annotations.NullMarked;
