/** The publisher process: its start, and the beans that know no framework themselves. */
@NullMarked
package io.streammirror.publisher.app;

import org.jspecify.annotations.NullMarked;
