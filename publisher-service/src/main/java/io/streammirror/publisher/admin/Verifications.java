package io.streammirror.publisher.admin;

import io.streammirror.api.VerifyReport;
import io.streammirror.api.VerifyRequest;
import io.streammirror.config.Settings;
import io.streammirror.publisher.scrub.ScrubWorker;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Verifies stored blobs on request, one request at a time. */
@Singleton
final class Verifications {
    private static final Logger LOG = Logger.getLogger(Verifications.class);

    private final Settings settings;
    private final ScrubWorker scrub;

    Verifications(Settings settings, ScrubWorker scrub) {
        this.settings = settings;
        this.scrub = scrub;
    }

    /**
     * Begins a verification.
     *
     * @throws AdminException when the mirror is unknown, or another verification is under way
     */
    VerifyReport begin(VerifyRequest request) {
        Operator by = Operator.of(request);
        if (request.mirror() != null) {
            Administration.requireKnown(settings, request.mirror());
        }
        if (!scrub.isIdle()) {
            throw new AdminException(
                    409, "a verification is under way already; its progress is at GET /admin/v1/verify");
        }
        LOG.infof("An operator asked for a verification mirror=%s who=%s", request.mirror(), by.who());
        return scrub.verify(request);
    }

    VerifyReport report() {
        return scrub.report();
    }
}
