/** Traces by OpenTelemetry: what a span is here, how it travels with a Kafka record, and where it is exported to. */
@NullMarked
package io.streammirror.service.trace;

import org.jspecify.annotations.NullMarked;
