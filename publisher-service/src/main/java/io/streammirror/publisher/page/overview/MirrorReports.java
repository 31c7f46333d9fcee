package io.streammirror.publisher.page.overview;

import io.streammirror.api.MirrorStatus;
import io.streammirror.api.StatusReport;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.page.PageNotFoundException;
import io.streammirror.publisher.page.PageRequest;
import io.streammirror.publisher.status.PublicStatus;
import io.streammirror.publisher.status.StatusSource;
import jakarta.inject.Singleton;

/** The state of the mirrors, as a reader may see it. */
@Singleton
public final class MirrorReports {
    private final StatusSource status;

    public MirrorReports(StatusSource status) {
        this.status = status;
    }

    public StatusReport all(PageRequest request) {
        StatusReport report = status.report();
        return request.isForOperators() ? report : PublicStatus.of(report);
    }

    /**
     * The mirror that a page is about.
     *
     * @throws PageNotFoundException when the report does not have it
     */
    public static MirrorStatus mirror(StatusReport report, MirrorName name) {
        return report.mirrors().stream()
                .filter(mirror -> mirror.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new PageNotFoundException("There is no mirror " + name + "."));
    }
}
