/** Events on Kafka: small immutable facts, their JSON form and their topics. */
@NullMarked
package io.streammirror.event;

import org.jspecify.annotations.NullMarked;
