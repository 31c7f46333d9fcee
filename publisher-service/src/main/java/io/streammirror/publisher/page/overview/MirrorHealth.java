package io.streammirror.publisher.page.overview;

import io.streammirror.api.MirrorStatus;
import io.streammirror.publisher.page.PageText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts the state of a mirror into one line; what needs an operator comes before what passes by itself. */
final class MirrorHealth {
    private MirrorHealth() {}

    static Health of(MirrorStatus mirror, ByteProgress progress) {
        return switch (mirror.state()) {
            case FAILED -> Health.failed("Store or log failed");
            case REFUSED ->
                Health.failed(mirror.violations().isEmpty() ? "Upstream refused" : "New publication refused");
            case HELD -> Health.held("Held: " + suspicions(mirror));
            case UNREACHABLE -> Health.held(silent(mirror.answered()));
            case WAITING ->
                Health.waiting(mirror.from() == null ? "Waiting for the first poll" : "Waiting for the log");
            case UNSETTLED -> standing(mirror, Health.busy("Upstream is being updated"));
            case SYNCING -> standing(mirror, Health.busy(syncing(mirror, progress)));
            case SETTLED -> standing(mirror, settled(mirror));
            case UNKNOWN -> Health.waiting("Unknown state");
        };
    }

    private static String suspicions(MirrorStatus mirror) {
        MirrorStatus.Held held = mirror.held();
        return held == null
                ? "a change of upstream"
                : held.objections().stream()
                        .map(MirrorStatus.Objection::suspicion)
                        .distinct()
                        .collect(Collectors.joining(", "));
    }

    private static String silent(@Nullable Instant answered) {
        return answered == null ? "Upstream silent" : "Upstream silent since " + PageText.time(answered);
    }

    private static String syncing(MirrorStatus mirror, ByteProgress progress) {
        if (progress.total() == 0) {
            return "Syncing";
        }
        if (mirror.bytes().missing() == 0) {
            return "Publishing";
        }
        String left = progress.left();
        return "Syncing " + progress.percent() + " %" + (left.isEmpty() ? "" : ", " + left);
    }

    /** A change that waits, or a hold, counts more than the work meanwhile. */
    private static Health standing(MirrorStatus mirror, Health otherwise) {
        if (mirror.held() != null) {
            return Health.held("Held: " + suspicions(mirror));
        }
        return mirror.orders().hold() == null ? otherwise : Health.held("On hold by an operator");
    }

    private static Health settled(MirrorStatus mirror) {
        if (mirror.publication() == null) {
            return Health.waiting("Nothing is published yet");
        }
        var missing = new ArrayList<String>();
        if (mirror.blobs().failed() > 0) {
            missing.add(PageText.count(mirror.blobs().failed(), "file") + " failed");
        }
        if (!mirror.withheld().isEmpty()) {
            missing.add(PageText.count(mirror.withheld().size(), "version") + " withheld");
        }
        if (!mirror.leftOut().isEmpty()) {
            missing.add(PageText.count(mirror.leftOut().size(), "stream") + " left out");
        }
        if (!missing.isEmpty()) {
            return Health.held("Incomplete: " + String.join(", ", missing));
        }
        return mirror.complete() ? Health.ok("Up to date") : Health.held("Incomplete");
    }
}
