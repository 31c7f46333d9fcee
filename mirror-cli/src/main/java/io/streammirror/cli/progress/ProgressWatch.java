package io.streammirror.cli.progress;

import io.streammirror.api.MirrorStatus;
import io.streammirror.api.StatusReport;
import io.streammirror.cli.client.PublisherClient;
import io.streammirror.cli.client.PublisherUnavailableException;
import io.streammirror.cli.exit.CommandException;
import io.streammirror.cli.exit.ExitCode;
import java.time.Duration;
import java.util.Optional;

/** Shows a publisher's status on a screen: twice a second, and less often while nothing is under way. */
public final class ProgressWatch {
    private static final long PERIOD_MILLIS = 500;

    /** Each status costs processor time here and in the publisher, also while nothing happens for weeks. */
    private static final long IDLE_PERIOD_MILLIS = 3000;

    private static final int REST_PERIODS = 20;

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

    /**
     * Shows the status until the thread is interrupted; waits for a publisher that is unavailable.
     *
     * @param onRest called once whenever nothing has been under way for a minute
     */
    public void forever(Runnable onRest) throws InterruptedException {
        int idle = 0;
        while (true) {
            try {
                idle = isIdle(show()) ? idle + 1 : 0;
                if (idle == REST_PERIODS) {
                    onRest.run();
                }
                Thread.sleep(idle > 0 ? IDLE_PERIOD_MILLIS : PERIOD_MILLIS);
            } catch (PublisherUnavailableException e) {
                // The screen keeps the last status.
                Thread.sleep(2 * PERIOD_MILLIS);
            }
        }
    }

    private static boolean isIdle(StatusReport report) {
        return report.mirrors().stream().allMatch(MirrorStatus::settled);
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
