/** Who reads which publication, found out from the requests that are served anyway. */
@NullMarked
package io.streammirror.publisher.readers;

import org.jspecify.annotations.NullMarked;
