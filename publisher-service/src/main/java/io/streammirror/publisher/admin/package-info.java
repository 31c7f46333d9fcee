/** Administration on the management port: orders of operators, authenticated by a token. */
@NullMarked
package io.streammirror.publisher.admin;

import org.jspecify.annotations.NullMarked;
