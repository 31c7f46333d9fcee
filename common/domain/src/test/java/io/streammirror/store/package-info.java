/** The fake of the object store and the contract that every object store must keep. */
@NullMarked
package io.streammirror.store;

import org.jspecify.annotations.NullMarked;
