/** How much the mirrors need and the store holds, now and over the last month. */
@NullMarked
package io.streammirror.publisher.page.storage;

import org.jspecify.annotations.NullMarked;
