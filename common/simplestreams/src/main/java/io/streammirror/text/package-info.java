/** Text of foreign origin, made safe to show. */
@NullMarked
package io.streammirror.text;

import org.jspecify.annotations.NullMarked;
