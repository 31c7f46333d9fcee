package io.streammirror.system;

import io.streammirror.sample.SampleTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One stack for many tests, because a start takes seconds: each test has a mirror with an upstream of its own in it.
 *
 * <p>The mirrors {@code sample} and {@code documented} follow the full sample tree, the latter with the selections of the MAAS
 * documentation; all others follow a {@link SmallTree} with the versions {@code 20250101} and {@code 20250201}, of which all but
 * {@code topicless} take the newest alone. {@code patient} publishes what has been stored for 15 seconds;
 * {@code overlapping} keeps replaced versions for two hours, which is the default;
 * {@code production} is promoted from {@code staging}; {@code unchecked} publishes streams that MAAS cannot read too.
 */
final class SharedStack implements AutoCloseable {
    static final List<String> SMALL_MIRRORS = List.of(
            "turning",
            "ageing",
            "doubted",
            "killed",
            "topicless",
            "bereft",
            "restarted",
            "watched",
            "newest",
            "switching",
            "overlapping",
            "steered",
            "enriched",
            "staging",
            "patient",
            "mixed",
            "unchecked");

    /** Is promoted from {@code staging}, and has nothing until a test does so. */
    static final String PRODUCTION = "production";

    private static final String NEWEST_ONLY = "selections: [{filters: [], max: 1}]";

    /** Tests that look at what replaces what need not wait for two hours. */
    private static final String NO_OVERLAP = "retention: {overlap: 0}";

    private static final String ALL_VERSIONS = "selections: [{filters: []}]";

    private final Path directory;
    private final SampleTree sample = SampleTree.at(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    private final Map<String, Upstream> upstreams = new TreeMap<>();
    private final Map<String, SmallTree> smallTrees = new TreeMap<>();
    private final MirrorProcess process;
    private boolean asked;
    private boolean up;

    SharedStack() {
        try {
            directory = Files.createTempDirectory("shared-stack");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = MirrorProcess.up(directory.resolve("data"), configuration(), "--fetchers", "2");
    }

    /** Returns when everything is published for the first time; a stack that failed to do so once is not waited for again. */
    synchronized SharedStack awaitPublished() {
        if (!asked) {
            asked = true;
            process.awaitUp();
            status().awaitPublished("sample", sample.tree().updated());
            status().awaitPublished("documented", sample.tree().updated());
            smallTrees.forEach((name, tree) -> status().awaitPublished(name, tree.updated()));
            up = true;
        }
        if (!up) {
            throw new IllegalStateException("the shared stack did not come up; see the first test that needed it");
        }
        return this;
    }

    private Path configuration() {
        var configuration = new Configuration(directory);
        var full = new Upstream(sample.tree());
        upstreams.put("sample", full);
        upstreams.put("documented", full);
        configuration.mirror("sample", full);
        configuration.mirror(
                "documented",
                full,
                "selections:",
                "  - {filters: [\"arch=amd64\", \"release~(bionic|focal)\"], max: 1}",
                "  - {filters: [\"os~(grub*|pxelinux)\"], max: 1}");
        for (String name : SMALL_MIRRORS) {
            SmallTree tree = SmallTree.named(name).with("20250101", 200_000).with("20250201", 200_000);
            var upstream = new Upstream(tree.tree());
            smallTrees.put(name, tree);
            upstreams.put(name, upstream);
            configuration.mirror(name, upstream, selections(name));
        }
        configuration.promoted(PRODUCTION, "staging");
        return configuration.write();
    }

    private static String[] selections(String mirror) {
        return switch (mirror) {
            case "topicless" -> new String[] {ALL_VERSIONS, NO_OVERLAP};
            case "unchecked" -> new String[] {NEWEST_ONLY, NO_OVERLAP, "publish-unfit-streams: ['com.example:.*']"};
            case "overlapping" -> new String[] {NEWEST_ONLY};
            case "patient" -> new String[] {NEWEST_ONLY, NO_OVERLAP, "publish-after: 15s"};
            default -> new String[] {NEWEST_ONLY, NO_OVERLAP};
        };
    }

    SampleTree sample() {
        return sample;
    }

    Upstream upstream(String mirror) {
        return upstreams.get(mirror);
    }

    /** The present tree of a small mirror's upstream. */
    SmallTree smallTree(String mirror) {
        return smallTrees.get(mirror);
    }

    /** The upstream of a small mirror gains or loses something. */
    SmallTree publish(String mirror, SmallTree tree) {
        smallTrees.put(mirror, tree);
        upstream(mirror).publish(tree.tree());
        return tree;
    }

    MirrorProcess process() {
        return process;
    }

    Ports ports() {
        return process.runningPorts();
    }

    StatusPage status() {
        return new StatusPage(ports().managementSite());
    }

    PublishedTree tree(String mirror) {
        return new PublishedTree(ports().site(), Configuration.servedAt(mirror));
    }

    StackStore store() {
        return new StackStore(ports(), process.data());
    }

    @Override
    public void close() throws IOException {
        process.close();
        upstreams.values().forEach(Upstream::close);
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
