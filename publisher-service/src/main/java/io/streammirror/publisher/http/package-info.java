/**
 * The public port below HTTP: who may connect, how long a request may take to arrive, stray bytes of old clients, TLS,
 * and an end in order.
 */
@NullMarked
package io.streammirror.publisher.http;

import org.jspecify.annotations.NullMarked;
