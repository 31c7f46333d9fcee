/** The pages for people: their addresses, their frame, and how they are rendered; knows neither HTTP nor any framework. */
@NullMarked
package io.streammirror.publisher.page;

import org.jspecify.annotations.NullMarked;
