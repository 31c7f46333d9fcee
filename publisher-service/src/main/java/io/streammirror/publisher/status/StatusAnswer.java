package io.streammirror.publisher.status;

import io.streammirror.api.StatusReport;
import io.streammirror.publisher.query.JsonAnswer;
import java.time.Instant;

/** The answer to a question for the status; its entity tag stays while nothing but the time changes. */
final class StatusAnswer {
    private StatusAnswer() {}

    static JsonAnswer of(StatusReport report) {
        return JsonAnswer.of(
                report,
                new StatusReport(
                        report.run(),
                        Instant.EPOCH,
                        report.mirrors(),
                        report.fetching(),
                        report.warnings(),
                        report.scrub()));
    }
}
