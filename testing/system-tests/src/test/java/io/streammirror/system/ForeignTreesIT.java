package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Trees as other publishers serve them: {@code plan} and {@code up --once} take them. */
final class ForeignTreesIT {
    private static final String UNMATCHED = "type=bootloader";

    @TempDir
    private Path directory;

    @RegisterExtension
    private final Runs runs = new Runs();

    @Test
    void shouldPlanEachTree() {
        var upstreams = runs.own(new ForeignUpstreams());
        Path configuration = configuration(upstreams);

        MirrorProcess plan = runs.own(MirrorProcess.command(directory, "plan", "--config", configuration.toString()));

        assertThat(plan.awaitExit()).as(plan.out() + plan.err()).isZero();
        assertThat(plan.out())
                .contains(names())
                .contains("com.example.cloud:released:demo", SmallTree.STREAM.value())
                .contains("the document is taken as it is")
                .contains("selection 2 (" + UNMATCHED + ") matches nothing");
    }

    @Test
    void shouldSayInPlanThatNothingIsSelected() {
        var upstreams = runs.own(new ForeignUpstreams());

        MirrorProcess plan = runs.own(MirrorProcess.command(
                directory, "plan", "--config", matchingNothing(upstreams).toString()));

        plan.awaitExit();
        assertThat(plan.out() + plan.err()).contains("matches nothing", "release~(focal\\|noble)");
    }

    /** Two runs of the stack: the second finds that only times changed. */
    @Test
    @Tag("slow")
    void shouldMirrorEachTreeInOneRunAndFindNothingNewInTheNext() throws IOException {
        var upstreams = runs.own(new ForeignUpstreams());
        Path configuration = configuration(upstreams);

        MirrorProcess first = once(configuration);
        assertThat(first.awaitExit()).as(first.tails()).isZero();
        assertThat(first.out()).contains("selection 2 (" + UNMATCHED + ") matches nothing");
        List<String> decisions = decisions();

        MirrorProcess second = once(configuration);
        assertThat(second.awaitExit()).as(second.tails()).isZero();
        assertThat(decisions()).as("decisions of the second run").isEqualTo(decisions);
    }

    @Test
    @Tag("slow")
    void shouldEndIncompleteAndSayWhyWhenNoSelectionMatches() {
        var upstreams = runs.own(new ForeignUpstreams());

        MirrorProcess run = once(matchingNothing(upstreams));

        assertThat(run.awaitExit()).as(run.tails()).isEqualTo(4);
        assertThat(run.out() + run.err()).contains("matches nothing");
    }

    private MirrorProcess once(Path configuration) {
        return runs.own(MirrorProcess.up(directory.resolve("data"), configuration, "--once"));
    }

    private static String[] names() {
        var names = new ArrayList<>(ForeignUpstreams.CODINGS);
        names.addAll(List.of(ForeignUpstreams.GENERATED, ForeignUpstreams.STALE, ForeignUpstreams.IDS));
        return names.toArray(String[]::new);
    }

    private Path configuration(ForeignUpstreams upstreams) {
        var configuration = new Configuration(directory);
        for (String mirror : ForeignUpstreams.CODINGS) {
            configuration.unsigned(mirror, upstreams.base(mirror));
        }
        Path credentials = directory.resolve("credentials");
        try {
            Files.writeString(
                    credentials, "127.0.0.1:" + upstreams.port() + " bearer " + ForeignUpstreams.TOKEN + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return configuration
                .unsigned(
                        ForeignUpstreams.GENERATED,
                        upstreams.base(ForeignUpstreams.GENERATED),
                        "credentials-file: '" + credentials + "'")
                .unsigned(ForeignUpstreams.STALE, upstreams.base(ForeignUpstreams.STALE))
                .unsigned(ForeignUpstreams.IDS, upstreams.base(ForeignUpstreams.IDS), "publish-unfit-streams: ['.*']")
                .unsigned(
                        "filters",
                        upstreams.base("plain"),
                        "selections: [{filters: ['arch=amd64']}, {filters: ['" + UNMATCHED + "']}]")
                .write();
    }

    private Path matchingNothing(ForeignUpstreams upstreams) {
        return new Configuration(directory)
                .unsigned(
                        "filters",
                        upstreams.base("plain"),
                        "selections: [{filters: ['release~(focal\\|noble)']}, {filters: ['" + UNMATCHED + "']}]")
                .write();
    }

    private List<String> decisions() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("data/s3/stream-mirror/log"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
