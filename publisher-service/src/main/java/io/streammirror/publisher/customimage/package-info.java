/** Custom images that operators add to what upstream offers: their form, their checks and where they are kept. */
@NullMarked
package io.streammirror.publisher.customimage;

import org.jspecify.annotations.NullMarked;
