package io.streammirror.cli.progress;

import io.streammirror.cli.exit.CommandException;
import io.streammirror.cli.exit.ExitCode;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Follows a publisher's status on a screen. */
public final class ProgressWatch {
    private static final long PERIOD_MILLIS = 500;

    /** A publisher that was killed is back by then. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final StatusClient client;
    private final Screen screen;

    public ProgressWatch(StatusClient client, Screen screen) {
        this.client = client;
        this.screen = screen;
    }

    /** Shows the status until the given run has settled; a publisher that stays away fails it. */
    public ExitCode untilSettled(String run) throws InterruptedException {
        long deadline = deadline();
        while (true) {
            try {
                StatusReport report = show();
                Optional<ExitCode> code = Settlement.of(report, run);
                if (code.isPresent()) {
                    Shortfall.of(report).forEach(screen::warn);
                    return code.get();
                }
                deadline = deadline();
            } catch (IOException e) {
                if (System.nanoTime() > deadline) {
                    throw new CommandException(
                            ExitCode.FAILED,
                            "no status for " + PATIENCE.toMinutes() + " minutes: " + e.getMessage(),
                            e);
                }
            }
            Thread.sleep(PERIOD_MILLIS);
        }
    }

    /** Shows the status until the thread is interrupted; a publisher that is away is waited for. */
    public void forever() throws InterruptedException {
        while (true) {
            try {
                show();
            } catch (IOException e) {
                // What was shown last stays on the screen.
                Thread.sleep(PERIOD_MILLIS);
            }
            Thread.sleep(PERIOD_MILLIS);
        }
    }

    private StatusReport show() throws IOException {
        StatusReport report = client.report();
        screen.show(report, System.nanoTime());
        return report;
    }

    private static long deadline() {
        return System.nanoTime() + PATIENCE.toNanos();
    }
}
