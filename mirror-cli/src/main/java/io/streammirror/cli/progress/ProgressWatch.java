package io.streammirror.cli.progress;

import io.streammirror.api.StatusReport;
import io.streammirror.cli.client.PublisherClient;
import io.streammirror.cli.client.PublisherUnavailableException;
import io.streammirror.cli.exit.CommandException;
import io.streammirror.cli.exit.ExitCode;
import java.time.Duration;
import java.util.Optional;

/** Shows a publisher's status on a screen, twice a second. */
public final class ProgressWatch {
    private static final long PERIOD_MILLIS = 500;

    /** A killed publisher restarts within this time. */
    private static final Duration MAX_OUTAGE = Duration.ofMinutes(2);

    private final PublisherClient client;
    private final Screen screen;

    public ProgressWatch(PublisherClient client, Screen screen) {
        this.client = client;
        this.screen = screen;
    }

    /** Shows the status until the given run has settled; the run fails when the publisher stays unavailable. */
    public ExitCode untilSettled(String run) throws InterruptedException {
        long deadline = deadline();
        while (true) {
            try {
                StatusReport report = show();
                Optional<ExitCode> code = RunOutcome.of(report, run);
                if (code.isPresent()) {
                    Shortfall.of(report).forEach(screen::warn);
                    return code.get();
                }
                deadline = deadline();
            } catch (PublisherUnavailableException e) {
                if (System.nanoTime() > deadline) {
                    throw new CommandException(
                            ExitCode.FAILED,
                            "no status for " + MAX_OUTAGE.toMinutes() + " minutes: " + e.getMessage(),
                            e);
                }
            }
            Thread.sleep(PERIOD_MILLIS);
        }
    }

    /** Shows the status until the thread is interrupted; waits for a publisher that is unavailable. */
    public void forever() throws InterruptedException {
        while (true) {
            try {
                show();
            } catch (PublisherUnavailableException e) {
                // The screen keeps the last status.
                Thread.sleep(PERIOD_MILLIS);
            }
            Thread.sleep(PERIOD_MILLIS);
        }
    }

    private StatusReport show() {
        StatusReport report = client.status();
        screen.show(report, System.nanoTime());
        return report;
    }

    private static long deadline() {
        return System.nanoTime() + MAX_OUTAGE.toNanos();
    }
}
