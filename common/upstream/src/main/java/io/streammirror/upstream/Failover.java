package io.streammirror.upstream;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Combines the failures of several sources. */
final class Failover {
    private Failover() {}

    static List<String> notes(List<UpstreamException> failures) {
        return failures.stream()
                .map(Throwable::getMessage)
                .filter(Objects::nonNull)
                .toList();
    }

    /** All reasons in one exception, of the kind that needs a person most: refused, then inconsistent, then unreachable. */
    static UpstreamException failure(List<UpstreamException> failures) {
        if (failures.size() == 1) {
            return failures.get(0);
        }
        String reasons = String.join("; ", notes(failures));
        List<UpstreamException.Refused> refused = of(UpstreamException.Refused.class, failures);
        if (!refused.isEmpty()) {
            Optional<RefusedDocument> document = refused.stream()
                    .flatMap(failure -> failure.document().stream())
                    .findFirst();
            return new UpstreamException.Refused(reasons, refused.get(0), document);
        }
        if (!of(UpstreamException.Inconsistent.class, failures).isEmpty()) {
            return new UpstreamException.Inconsistent(reasons);
        }
        Optional<Duration> pause = shortestPause(failures);
        return of(UpstreamException.Unreachable.class, failures).stream()
                        .anyMatch(UpstreamException.Unreachable::isBusy)
                ? UpstreamException.Unreachable.busy(reasons, pause)
                : new UpstreamException.Unreachable(reasons, pause);
    }

    /** One source that may be asked again sooner is enough; none asks for a pause unless all do. */
    private static Optional<Duration> shortestPause(List<UpstreamException> failures) {
        List<Optional<Duration>> pauses = of(UpstreamException.Unreachable.class, failures).stream()
                .map(UpstreamException.Unreachable::retryAfter)
                .toList();
        return pauses.stream().allMatch(Optional::isPresent)
                ? pauses.stream().flatMap(Optional::stream).min(Duration::compareTo)
                : Optional.empty();
    }

    private static <T extends UpstreamException> List<T> of(Class<T> kind, List<UpstreamException> failures) {
        return failures.stream().filter(kind::isInstance).map(kind::cast).collect(Collectors.toList());
    }
}
