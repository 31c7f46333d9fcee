package io.streammirror.cli.command;

import io.streammirror.cli.demo.SampleSite;
import io.streammirror.cli.progress.Screen;
import io.streammirror.cli.stack.DataDirectory;
import io.streammirror.cli.stack.LocalStack;
import io.streammirror.cli.stack.StackOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the whole mirror against a sample upstream; all on loopback. */
@Command(
        name = "demo",
        description = "See the mirror at work: a signed sample upstream of about 100 MB and the whole mirror, all on"
                + " this machine.")
final class DemoCommand implements Callable<Integer> {
    /** Long enough to read what happened, short enough to wait for it. */
    private static final long SECONDS_BETWEEN_RELEASES = 60;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data/demo",
            description = "State of the demonstration (default: ./${DEFAULT-VALUE}).")
    private Path data = Path.of("data/demo");

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Port on which the mirror is served; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--once",
            description =
                    "Mirror until all is settled, check what is served, and end; else upstream goes on releasing.")
    private boolean once;

    private final Screen screen = Screen.on(System.out, System.err);

    @Override
    public Integer call() throws Exception {
        try (DataDirectory directory = DataDirectory.open(data);
                SampleSite site = SampleSite.open(directory.root().resolve("sample"), Clock.systemUTC())) {
            screen.say("Sample upstream at " + site.source());
            var options = new StackOptions(Home.path(), site.writeConfiguration(), "127.0.0.1", port, 1);
            ScheduledExecutorService releases = Executors.newSingleThreadScheduledExecutor();
            try {
                return new StackRun(screen, once)
                        .run(options, directory, stack -> {
                            introduce(stack);
                            if (!once) {
                                keepReleasing(site, releases);
                            }
                        })
                        .code();
            } finally {
                releases.shutdownNow();
            }
        }
    }

    private void introduce(LocalStack stack) {
        URI url = stack.publicUrl();
        screen.say("""
                Boot source   %1$s%2$s/
                Keyring       %1$s/keys/mirror.gpg
                To use it from a MAAS on this machine:
                  curl -fsSo mirror.gpg %1$s/keys/mirror.gpg
                  maas $PROFILE boot-sources create url=%1$s%2$s/ keyring_data@=mirror.gpg
                  maas $PROFILE boot-resources import""".formatted(url, SampleSite.MIRROR_PATH));
    }

    private void keepReleasing(SampleSite site, ScheduledExecutorService releases) {
        screen.say("The sample upstream releases a new version every " + SECONDS_BETWEEN_RELEASES
                + " seconds; Ctrl-C ends it all");
        var unused = releases.scheduleAtFixedRate(
                () -> release(site), SECONDS_BETWEEN_RELEASES, SECONDS_BETWEEN_RELEASES, TimeUnit.SECONDS);
    }

    private void release(SampleSite site) {
        try {
            screen.say("The sample upstream has released version " + site.release());
        } catch (IOException e) {
            screen.warn("the sample upstream cannot release: " + e.getMessage());
        }
    }
}
