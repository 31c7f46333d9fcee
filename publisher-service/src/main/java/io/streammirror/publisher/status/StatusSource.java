package io.streammirror.publisher.status;

import io.streammirror.api.StatusReport;

/** Reports the state of all mirrors as it is now, with everything that operators may know. */
@FunctionalInterface
public interface StatusSource {
    /** Makes a report; it may block. */
    StatusReport report();
}
