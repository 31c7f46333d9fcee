package io.streammirror.stack;

import io.streammirror.concurrent.DaemonThreads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Builds the class archives of the services by a training run of each. The embedded broker and store are started in this process, whose own
 * classes the launcher archives.
 */
public final class ClassArchiveBuilder {
    /** A training run takes ten seconds on two cores; one that takes this long hangs. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final Path home;
    private final Consumer<String> notices;

    /**
     * @param home the top of the project or of the distribution
     * @param notices receives a line for each archive
     */
    public ClassArchiveBuilder(Path home, Consumer<String> notices) {
        this.home = home;
        this.notices = notices;
    }

    /**
     * Builds all archives again; returns when they exist.
     *
     * @throws StackException when one cannot be built
     */
    public void run() throws InterruptedException {
        var made = new ArrayList<Future<?>>();
        var workers = Executors.newFixedThreadPool(
                Runtime.getRuntime().availableProcessors(), DaemonThreads.named("class-archive"));
        try {
            for (String name : PackagedService.NAMES) {
                Callable<Void> one = () -> {
                    prepare(PackagedService.in(home, name));
                    return null;
                };
                made.add(workers.submit(one));
            }
            startEmbeddedParts();
            for (Future<?> one : made) {
                one.get();
            }
        } catch (IOException e) {
            throw new StackException("the embedded broker and store cannot write their files: " + e, e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StackException known
                    ? known
                    : new StackException(String.valueOf(e.getCause()), e);
        } finally {
            workers.shutdownNow();
        }
    }

    private static void startEmbeddedParts() throws IOException {
        Path scratch = Files.createTempDirectory("stream-mirror-prepare");
        var ports = new FreePort();
        try (var data = DataDirectory.open(scratch)) {
            StackLog.to(data.logs());
            EmbeddedS3.start(data.s3(), ports.next(), data.secrets().credentials())
                    .close();
            EmbeddedBroker.start(data.kafka(), ports.next(), ports.next()).close();
        } finally {
            delete(scratch);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private void prepare(PackagedService service) throws IOException, InterruptedException {
        ClassArchive archive = ClassArchive.of(service);
        if (!Files.isWritable(service.directory().resolveSibling(""))) {
            throw new StackException("the directory beside " + service.directory()
                    + " cannot be written: run 'mirror prepare' as the user who installed the mirror");
        }
        // Left by a run that was interrupted.
        Files.deleteIfExists(archive.draft());
        long since = System.nanoTime();
        train(service, archive);
        archive.keepDraft();
        notices.accept(String.format(
                Locale.ROOT,
                "%s: classes archived in %.0f s",
                service.name(),
                (System.nanoTime() - since) / (double) TimeUnit.SECONDS.toNanos(1)));
    }

    private static void train(PackagedService service, ClassArchive archive) throws IOException, InterruptedException {
        Path output = Files.createTempFile("stream-mirror-training-run", ".log");
        try {
            Process process = new ProcessBuilder(command(service, archive))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
                if (!ended || process.exitValue() != 0 || !Files.exists(archive.draft())) {
                    throw new StackException("the classes of the " + service.name() + " cannot be archived: "
                            + (ended
                                    ? "exit code " + process.exitValue()
                                    : "it did not end within " + LIMIT.toSeconds() + " s")
                            + "\n"
                            + Files.readString(output));
                }
            } finally {
                process.destroyForcibly();
            }
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static List<String> command(PackagedService service, ClassArchive archive) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ServicePlan.trainingRunFlags());
        command.add("-XX:ArchiveClassesAtExit=" + archive.draft());
        command.add("-jar");
        command.add(service.jar().toString());
        command.add("--training-run");
        return command;
    }
}
