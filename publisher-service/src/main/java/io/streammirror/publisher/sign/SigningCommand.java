package io.streammirror.publisher.sign;

import io.streammirror.concurrent.DaemonThreads;
import io.streammirror.openpgp.ForeignSigner;
import io.streammirror.openpgp.ForeignSignerException;
import io.streammirror.openpgp.SignatureKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs a command for each signature. The content goes to its stdin, and the signature comes from its stdout. Its last
 * argument is {@code text} or {@code binary}, the kind of signature.
 *
 * <p>Arguments may hold secrets, so messages name the program alone. Its stderr is the publisher's own.
 */
public final class SigningCommand implements ForeignSigner {
    /** The largest signatures in armor take a tenth. */
    private static final int MAX_ANSWER_BYTES = 64 * 1024;

    private static final Executor THREADS = DaemonThreads.starting("signing-command");

    private final List<String> command;
    private final Duration timeout;

    /**
     * @param command program and arguments, run without a shell
     * @param timeout for one signature; then the command is killed, with what it has started
     */
    public SigningCommand(List<String> command, Duration timeout) {
        this.command = List.copyOf(command);
        this.timeout = timeout;
    }

    @Override
    public byte[] sign(byte[] bytes, SignatureKind kind) {
        Process process = start(kind);
        try {
            // Both ends at once: a command may answer, or die, before it has read all.
            var answer = CompletableFuture.supplyAsync(() -> read(process.getInputStream()), THREADS);
            THREADS.execute(() -> write(process.getOutputStream(), bytes));
            long end = System.nanoTime() + timeout.toNanos();
            if (!process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException();
            }
            if (process.exitValue() != 0) {
                throw failure(
                        "ended with exit code " + process.exitValue() + "; what it said is in the publisher's log");
            }
            // What it has started may hold its output open.
            return checked(answer.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            throw failure("gave no signature within " + timeout.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw failure("closed its output in the middle");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("was not waited for: the publisher stops");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Process start(SignatureKind kind) {
        var arguments = new ArrayList<>(command);
        arguments.add(kind.name().toLowerCase(Locale.ROOT));
        try {
            return new ProcessBuilder(arguments)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            // The exception's own message holds the arguments.
            throw failure("cannot be run: is it there, and executable?");
        }
    }

    private byte[] checked(byte[] answer) {
        if (answer.length == 0) {
            throw failure("gave nothing");
        }
        if (answer.length > MAX_ANSWER_BYTES) {
            throw failure("gave more than " + MAX_ANSWER_BYTES + " bytes, which is no signature");
        }
        return answer;
    }

    /** The first bytes say enough. The rest is read too, or the command would wait for a reader. */
    private static byte[] read(InputStream stream) {
        try (stream) {
            byte[] answer = stream.readNBytes(MAX_ANSWER_BYTES + 1);
            stream.transferTo(OutputStream.nullOutputStream());
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(OutputStream stream, byte[] bytes) {
        try (stream) {
            stream.write(bytes);
        } catch (IOException e) {
            // It ended, or did not want all; its exit code and its output show whether that matters.
            return;
        }
    }

    private ForeignSignerException failure(String problem) {
        Path program = Path.of(command.get(0)).getFileName();
        return new ForeignSignerException("the signing command " + program + " " + problem, null);
    }
}
