/** Which publisher commands talk to when no option names one. */
@NullMarked
package io.streammirror.cli.context;

import org.jspecify.annotations.NullMarked;
