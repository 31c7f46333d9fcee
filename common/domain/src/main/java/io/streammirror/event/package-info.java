/** What travels on Kafka: small immutable facts, their JSON form and the topics they go to. */
@NullMarked
package io.streammirror.event;

import org.jspecify.annotations.NullMarked;
