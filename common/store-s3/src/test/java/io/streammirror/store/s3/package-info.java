/** The adapter's own parts against sockets that misbehave; the whole of it is tried by the contract, on real stores. */
@NullMarked
package io.streammirror.store.s3;

import org.jspecify.annotations.NullMarked;
