/** The description of the API by OpenAPI 3.1, on both ports. */
@NullMarked
package io.streammirror.publisher.openapi;

import org.jspecify.annotations.NullMarked;
