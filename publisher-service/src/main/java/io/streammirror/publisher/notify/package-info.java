/** Webhooks: notifications of decisions and conditions, signed, in order and resumed after a restart. */
@NullMarked
package io.streammirror.publisher.notify;

import org.jspecify.annotations.NullMarked;
