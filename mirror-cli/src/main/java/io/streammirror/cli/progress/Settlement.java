package io.streammirror.cli.progress;

import io.streammirror.cli.exit.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a run with {@code --once} has converged, and how it went. */
final class Settlement {
    private Settlement() {}

    /** Empty while any mirror of this run is still at work. */
    static Optional<ExitCode> of(StatusReport report, String run) {
        if (!run.equals(report.run()) || report.allMirrors().isEmpty()) {
            return Optional.empty();
        }
        var codes = new ArrayList<ExitCode>();
        for (MirrorStatus mirror : report.allMirrors()) {
            Optional<ExitCode> code = of(mirror);
            if (code.isEmpty()) {
                return Optional.empty();
            }
            codes.add(code.get());
        }
        return Optional.of(ExitCode.worst(List.copyOf(codes)));
    }

    private static Optional<ExitCode> of(MirrorStatus mirror) {
        String state = mirror.stateOrUnknown();
        if (state.equals("refused") || state.equals("held")) {
            return Optional.of(ExitCode.REFUSED);
        }
        if (state.equals("unreachable") || state.equals("unsettled") || state.equals("failed")) {
            return Optional.of(ExitCode.FAILED);
        }
        if (!mirror.settled()) {
            return Optional.empty();
        }
        return Optional.of(mirror.complete() ? ExitCode.DONE : ExitCode.INCOMPLETE);
    }
}
