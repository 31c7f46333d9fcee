/** The page that shows who reads the mirrors. */
@NullMarked
package io.streammirror.publisher.page.readers;

import org.jspecify.annotations.NullMarked;
