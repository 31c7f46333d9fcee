package io.streammirror.cli.command.run;

import io.streammirror.cli.command.option.Home;
import io.streammirror.cli.demo.SampleSite;
import io.streammirror.cli.progress.Screen;
import io.streammirror.concurrent.DaemonThreads;
import io.streammirror.stack.DataDirectory;
import io.streammirror.stack.LocalStack;
import io.streammirror.stack.StackSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the whole mirror against a sample upstream, all on loopback. */
@Command(
        name = "demo",
        description = "Run a signed sample upstream of about 100 MB and the whole mirror on this machine."
                + " Without --once the upstream releases a new version every minute.")
public final class DemoCommand implements Callable<Integer> {
    @Mixin
    private StackOptions stack = new StackOptions();

    /** Long enough to read the output, short enough to wait for. */
    private static final long SECONDS_BETWEEN_RELEASES = 60;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data/demo",
            description = "Data directory of the demo (default: ./${DEFAULT-VALUE}).")
    private Path data = Path.of("data/demo");

    private final Screen screen = Screen.on(System.out, System.err);

    @Override
    public Integer call() throws Exception {
        try (DataDirectory directory = DataDirectory.open(data);
                SampleSite site = SampleSite.open(directory.root().resolve("sample"), Clock.systemUTC())) {
            screen.say("Sample upstream at " + site.source());
            var spec = new StackSpec(Home.path(), site.writeConfiguration(), "127.0.0.1", stack.port(), 1);
            ScheduledExecutorService releases =
                    Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("releases"));
            try {
                return new StackRun(screen, stack.once())
                        .run(spec, directory, running -> {
                            introduce(running);
                            if (!stack.once()) {
                                keepReleasing(site, releases);
                            }
                        })
                        .code();
            } finally {
                releases.shutdownNow();
            }
        }
    }

    private void introduce(LocalStack running) {
        URI url = running.publicUrl();
        screen.say("""
                Boot source   %1$s%2$s/
                Keyring       %1$s/keys/mirror.gpg
                Use it from a MAAS on this machine:
                  curl -fsSo mirror.gpg %1$s/keys/mirror.gpg
                  maas $PROFILE boot-sources create url=%1$s%2$s/ keyring_data@=mirror.gpg
                  maas $PROFILE boot-resources import
                MAAS 3.8 takes the keyring as a file on its region controllers instead: keyring_filename=PATH
                in place of keyring_data@=mirror.gpg (docs/maas.md)""".formatted(url, SampleSite.MIRROR_PATH));
    }

    private void keepReleasing(SampleSite site, ScheduledExecutorService releases) {
        screen.say("The sample upstream releases a new version every " + SECONDS_BETWEEN_RELEASES
                + " seconds; Ctrl-C stops everything");
        var unused = releases.scheduleAtFixedRate(
                () -> release(site), SECONDS_BETWEEN_RELEASES, SECONDS_BETWEEN_RELEASES, TimeUnit.SECONDS);
    }

    private void release(SampleSite site) {
        try {
            screen.say("The sample upstream released version " + site.release());
        } catch (IOException e) {
            screen.warn("the sample upstream could not release a version: " + e.getMessage());
        }
    }
}
