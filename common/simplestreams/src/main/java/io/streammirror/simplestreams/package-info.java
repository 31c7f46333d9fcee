/** SimpleStreams documents: index and products, their identities, their parser; unknown fields are kept. */
@NullMarked
package io.streammirror.simplestreams;

import org.jspecify.annotations.NullMarked;
