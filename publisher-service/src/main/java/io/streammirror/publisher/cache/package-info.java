/** Items kept on local disk, so that they are read from the store once and sent many times without passing through this process. */
@NullMarked
package io.streammirror.publisher.cache;

import org.jspecify.annotations.NullMarked;
