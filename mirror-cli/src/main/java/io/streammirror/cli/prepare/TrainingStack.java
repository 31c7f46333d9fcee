package io.streammirror.cli.prepare;

import io.streammirror.cli.client.PublisherClient;
import io.streammirror.cli.demo.SampleSite;
import io.streammirror.cli.plan.LocalInventory;
import io.streammirror.cli.plan.MirrorPlan;
import io.streammirror.cli.plan.PlanPrinter;
import io.streammirror.cli.plan.Planner;
import io.streammirror.cli.progress.ProgressWatch;
import io.streammirror.cli.progress.Screen;
import io.streammirror.cli.readback.MaasReadBack;
import io.streammirror.concurrent.DaemonThreads;
import io.streammirror.config.MirrorSettings;
import io.streammirror.config.Settings;
import io.streammirror.config.SettingsReader;
import io.streammirror.http.EnvironmentProxies;
import io.streammirror.http.HttpCalls;
import io.streammirror.stack.ClassArchives;
import io.streammirror.stack.DataDirectory;
import io.streammirror.stack.LocalStack;
import io.streammirror.stack.StackSpec;
import io.streammirror.upstream.http.HttpMetadataReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A training run (JEP 483's term) of the whole stack on loopback: a small mirror is polled, fetched, published, read and
 * planned. The classes that the services load in it are archived when they end, those of this process by the launcher.
 */
public final class TrainingStack {
    /** A few products, with each kind of item. */
    private static final String CONFIGURATION = """
            stream-mirror:
              mirrors:
                training-run:
                  source: %s
                  keyring: %s
                  path: /training-run
                  selections:
                    - filters: ["arch=amd64"]
                      max: 1
            """;

    /** Pages and answers that a site reads first. */
    private static final List<String> PAGES = List.of(
            "/",
            "/ui/mirrors/training-run",
            "/ui/mirrors/training-run/images",
            "/ui/mirrors/training-run/history",
            "/ui/storage",
            "/training-run/",
            "/api/v1/status",
            "/api/v1/mirrors/training-run/publications");

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A training run takes half a minute on two cores; one that takes this long hangs. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final Path home;
    private final Screen screen;
    private final Screen silent;
    private final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    /**
     * @param home the top of the project or of the distribution
     * @param screen shows problems of the run, which only make the archives less complete
     */
    public TrainingStack(Path home, Screen screen) {
        this.home = home;
        this.screen = screen;
        this.silent = Screen.on(nowhere, nowhere);
    }

    /** Builds all archives of the services again; returns when they exist. */
    public void run() throws IOException, InterruptedException {
        var archives = new ClassArchives(home);
        archives.begin();
        Path scratch = Files.createTempDirectory("stream-mirror-prepare");
        try {
            run(scratch);
        } finally {
            delete(scratch);
        }
        archives.keep();
    }

    private void run(Path scratch) throws IOException, InterruptedException {
        try (DataDirectory data = DataDirectory.open(scratch.resolve("data"));
                SampleSite site = SampleSite.open(scratch.resolve("sample"), Clock.systemUTC())) {
            Path configuration = Files.writeString(
                    scratch.resolve("mirror.yaml"), CONFIGURATION.formatted(site.source(), site.keyring()));
            Settings settings = SettingsReader.read(configuration, data.root(), Map.of());
            try (LocalStack stack =
                    LocalStack.start(StackSpec.recording(home, configuration), settings, data, screen::warn)) {
                use(stack, settings);
            }
        }
    }

    private void use(LocalStack stack, Settings settings) throws InterruptedException {
        ExecutorService worker = Executors.newSingleThreadExecutor(DaemonThreads.named("training-run"));
        Future<Void> run = worker.submit(() -> {
            mirror(stack, settings);
            return null;
        });
        try {
            run.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            warn(String.valueOf(e.getCause()));
        } catch (TimeoutException e) {
            warn("it did not end within " + LIMIT.toSeconds() + " s");
        } finally {
            worker.shutdownNow();
        }
    }

    private void warn(String reason) {
        screen.warn("the training run ended early, so starts take a little longer: " + reason);
    }

    private void mirror(LocalStack stack, Settings settings) throws IOException, InterruptedException {
        new ProgressWatch(PublisherClient.at(stack.managementUrl()), silent).untilSettled(stack.run());
        new MaasReadBack(Clock.systemUTC(), silent::say, screen::warn).check(stack.publicUrl(), settings);
        visit(stack.publicUrl());
        plan(settings, stack.data().root());
    }

    private static void visit(URI publisher) throws IOException {
        var http = new HttpCalls();
        for (String page : PAGES) {
            int unused = http.status("GET", publisher.resolve(page), PATIENCE);
        }
    }

    private void plan(Settings settings, Path data) {
        var planner = new Planner(
                new HttpMetadataReader(EnvironmentProxies.NONE),
                LocalInventory.read(settings, data),
                Clock.systemUTC());
        List<MirrorPlan> plans = settings.mirrors().values().stream()
                .filter(MirrorSettings::isPolled)
                .map(planner::plan)
                .toList();
        var printer = new PlanPrinter(nowhere);
        printer.print(plans, List.of(), data, true);
        printer.print(plans, List.of(), data, false);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
