package io.streammirror.cli.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Reports how far a long copy is: in place on a terminal, and as a line every half minute otherwise. */
public final class CopyProgress implements LongConsumer, AutoCloseable {
    private static final Duration TERMINAL_PERIOD = Duration.ofMillis(500);
    private static final Duration LINE_PERIOD = Duration.ofSeconds(30);
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final String done;
    private final long all;
    private final PrintStream out;
    private final boolean terminal;
    private final LongSupplier nanos;
    private SmoothedRate rate;
    private long copied;
    private long printedAt;

    /**
     * @param done what happens to the bytes, as in "exported"
     * @param all bytes to copy
     * @param nanos of a clock that never jumps
     */
    CopyProgress(String done, long all, PrintStream out, boolean terminal, LongSupplier nanos) {
        this.done = done;
        this.all = all;
        this.out = out;
        this.terminal = terminal;
        this.nanos = nanos;
        this.printedAt = nanos.getAsLong();
        this.rate = SmoothedRate.startingAt(printedAt, 0);
    }

    /** Reports on standard error, so that the output of a command stays what it is. */
    public static CopyProgress of(String done, long all) {
        return new CopyProgress(done, all, System.err, Screen.isTerminal(), System::nanoTime);
    }

    /** More bytes were copied. */
    @Override
    public synchronized void accept(long bytes) {
        copied += bytes;
        long now = nanos.getAsLong();
        Duration period = terminal ? TERMINAL_PERIOD : LINE_PERIOD;
        if (now - printedAt >= period.toNanos()) {
            printedAt = now;
            rate = rate.observe(now, copied);
            print();
        }
    }

    private void print() {
        // A damaged copy is read again from another part, so more than all may be read.
        long shown = Math.min(copied, all);
        String line = Bar.percent(shown, all) + " % of " + ByteFormat.of(all) + " " + done + ", "
                + ByteFormat.of((long) rate.perSecond()) + "/s"
                + Optional.of(all - shown)
                        .flatMap(missing -> Eta.of(missing, rate.perSecond()))
                        .map(eta -> ", " + Eta.text(eta) + " left")
                        .orElse("");
        if (terminal) {
            out.print(CLEAR_LINE + line);
        } else {
            out.println(line);
        }
        out.flush();
    }

    /** Clears the line on a terminal. */
    @Override
    public synchronized void close() {
        if (terminal) {
            out.print(CLEAR_LINE);
            out.flush();
        }
    }
}
