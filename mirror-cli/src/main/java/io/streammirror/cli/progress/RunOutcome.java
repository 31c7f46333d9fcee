package io.streammirror.cli.progress;

import io.streammirror.api.MirrorStatus;
import io.streammirror.api.StatusReport;
import io.streammirror.cli.exit.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The exit code of a run with {@code --once}, once every mirror has come to rest. */
final class RunOutcome {
    private RunOutcome() {}

    /** Empty while any mirror of this run is still working. */
    static Optional<ExitCode> of(StatusReport report, String run) {
        if (!run.equals(report.run()) || report.mirrors().isEmpty()) {
            return Optional.empty();
        }
        var codes = new ArrayList<ExitCode>();
        for (MirrorStatus mirror : report.mirrors()) {
            Optional<ExitCode> code = of(mirror);
            if (code.isEmpty()) {
                return Optional.empty();
            }
            codes.add(code.get());
        }
        return Optional.of(ExitCode.worst(List.copyOf(codes)));
    }

    private static Optional<ExitCode> of(MirrorStatus mirror) {
        return switch (mirror.state()) {
            case REFUSED, HELD -> Optional.of(ExitCode.REFUSED);
            case UNREACHABLE, UNSETTLED, FAILED -> Optional.of(ExitCode.FAILED);
            case WAITING, SYNCING, SETTLED, UNKNOWN ->
                mirror.settled()
                        ? Optional.of(mirror.complete() ? ExitCode.DONE : ExitCode.INCOMPLETE)
                        : Optional.empty();
        };
    }
}
