/** The sample upstream of the demo, which needs no network. */
@NullMarked
package io.streammirror.cli.demo;

import org.jspecify.annotations.NullMarked;
