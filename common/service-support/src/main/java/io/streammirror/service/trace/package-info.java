/** Traces by OpenTelemetry: spans, their propagation in Kafka records, and their export. */
@NullMarked
package io.streammirror.service.trace;

import org.jspecify.annotations.NullMarked;
