package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.system.fault.FaultProxy;
import io.streammirror.system.fault.FaultTally;
import io.streammirror.system.fault.TlsTrap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A stack with two fetchers on which everything can go wrong: each mirror has an upstream behind a {@link FaultProxy}, the store
 * is behind another, and broker and store are in this JVM, to be ended and started again.
 *
 * <p>The mirrors take all versions that their upstreams have. One more mirror, {@value #STRANGER}, follows an upstream whose
 * certificate that no client trusts: it must disturb no other mirror.
 */
final class FaultStack implements AutoCloseable {
    static final String FIRST = "20240101";
    static final String STRANGER = "stranger";

    /** How long the services wait for a silent store. */
    static final Duration STORE_IDLE = Duration.ofSeconds(4);

    private static final long SMALL = 50_000;

    private final FaultTally tally = new FaultTally();
    private final Map<String, FaultyUpstream> upstreams = new TreeMap<>();
    private final Map<String, SmallTree> trees = new TreeMap<>();

    /** The intended content of each path of a mirror, also of dropped ones, because their replacements may be lost. */
    private final Map<String, Map<String, String>> meant = new HashMap<>();

    private final Path directory;
    private final StackParts parts;
    private final TlsTrap selfSigned;
    private final MirrorProcess process;

    FaultStack(List<String> mirrors) {
        try {
            directory = Files.createTempDirectory("fault-stack");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        QuietParts.logTo(directory.resolve("parts.log"));
        parts = new StackParts(directory, tally);
        selfSigned = TlsTrap.selfSigned(directory);
        process = MirrorProcess.up(directory.resolve("data"), configuration(mirrors), "--fetchers", "2");
    }

    /** Returns when every mirror has published its first version. */
    FaultStack awaitPublished() {
        process.awaitUp();
        trees.forEach((name, tree) -> status().awaitPublished(name, tree.updated()));
        return this;
    }

    private Path configuration(List<String> mirrors) {
        var configuration = new Configuration(directory);
        for (String name : mirrors) {
            SmallTree tree = SmallTree.named(name).with(FIRST, SMALL);
            var upstream = new FaultyUpstream(tree.tree(), tally);
            remember(name, tree);
            upstreams.put(name, upstream);
            configuration.mirror(
                    name, upstream.base(), upstream.keyring(), "max-removal: 90%", "retention: {overlap: 0}");
        }
        return configuration
                .mirror(
                        STRANGER,
                        selfSigned.root(),
                        Upstream.newKey().publicKeyring().binary())
                .section("fetch", "{slots: 6, idle-timeout: 3s, min-rate: 100K}")
                .section(
                        "store",
                        "{endpoint: '"
                                + parts.store().root().resolve("/").toString().replaceAll("/$", "")
                                + "', credentials-file: '"
                                + parts.credentialsFile() + "', idle-timeout: " + STORE_IDLE.toSeconds() + "s}")
                .section("kafka", "{bootstrap: '" + parts.bootstrap() + "'}")
                .write();
    }

    FaultTally tally() {
        return tally;
    }

    FaultyUpstream upstream(String mirror) {
        return upstreams.get(mirror);
    }

    /** The present tree of a mirror's upstream. */
    SmallTree tree(String mirror) {
        return trees.get(mirror);
    }

    SmallTree publish(String mirror, SmallTree tree) {
        remember(mirror, tree);
        upstream(mirror).publish(tree.tree());
        return tree;
    }

    private void remember(String mirror, SmallTree tree) {
        trees.put(mirror, tree);
        Map<String, String> digests = meant.computeIfAbsent(mirror, name -> new HashMap<>());
        tree.tree()
                .blobs()
                .forEach((path, blob) -> digests.put(path.value(), blob.sha256().hex()));
    }

    /** Upstream gains versions of this size, and has none but these and its first. */
    SmallTree release(String mirror, long rootSize, String... versions) {
        SmallTree next = tree(mirror);
        for (String old : next.rootSizes().keySet()) {
            next = old.equals(FIRST) ? next : next.without(old);
        }
        for (String version : versions) {
            next = next.with(version, rootSize);
        }
        return publish(mirror, next);
    }

    StackParts parts() {
        return parts;
    }

    /** An address with a certificate that no client trusts. */
    TlsTrap selfSigned() {
        return selfSigned;
    }

    MirrorProcess process() {
        return process;
    }

    StatusPage status() {
        return new StatusPage(process.runningPorts().managementSite());
    }

    /** Waits until a mirror has everything of its upstream, and reads all of it. */
    void assertConverges(String mirror) {
        SmallTree tree = tree(mirror);
        status().awaitPublished(mirror, tree.updated());
        assertThat(wholeVersions(mirror))
                .as("versions of " + mirror + " that are published and right")
                .containsExactlyInAnyOrderElementsOf(tree.rootSizes().keySet());
    }

    /** Reads every item of every version that is published, as MAAS reads those of the newest; each must be what upstream meant. */
    Set<String> wholeVersions(String mirror) {
        Map<String, String> digests = meant.get(mirror);
        try (var published = new PublishedTree(process.runningPorts().site(), Configuration.servedAt(mirror))) {
            List<PublishedItem> items = published.items(published.index());
            for (PublishedItem item : items) {
                assertThat(item.sha256()).as(item.path()).isEqualTo(digests.get(item.path()));
                published.download(item);
            }
            Map<String, Long> counts = items.stream()
                    .collect(Collectors.groupingBy(PublishedItem::version, TreeMap::new, Collectors.counting()));
            assertThat(counts.values()).as("items of each version of " + mirror).containsOnly(4L);
            return counts.keySet();
        }
    }

    /** No blob in the store is anything else than its name says, whatever was or was not published. */
    void assertStoreIsRight() {
        try (var store = new StackStore(parts.trueStore(), parts.credentialsFile())) {
            assertThat(store.damagedBlobs()).isEmpty();
        }
    }

    /** Why a mirror's items could not be had, by path. */
    Map<String, String> failures(String mirror) {
        var reasons = new TreeMap<String, String>();
        status().mirror(mirror)
                .required("failures")
                .forEach(failure -> reasons.put(
                        failure.path("path").asText(), failure.path("reason").asText()));
        return reasons;
    }

    /** The transfers of a blob that fetchers report, once bytes of it have come. */
    List<JsonNode> transfersOf(String sha256) {
        var transfers = new ArrayList<JsonNode>();
        for (JsonNode transfer : status().read().required("fetching")) {
            if (transfer.path("sha256").asText().equals(sha256)
                    && transfer.path("bytes").asLong() > 0) {
                transfers.add(transfer);
            }
        }
        return transfers;
    }

    /** The process at a transfer; fetchers name themselves host-pid-random. Empty for one that is gone. */
    Optional<Map.Entry<String, Long>> processAt(JsonNode transfer) {
        String fetcher = transfer.path("fetcher").asText();
        return process.runningPorts().pids().entrySet().stream()
                .filter(service -> fetcher.contains("-" + service.getValue() + "-"))
                .findFirst();
    }

    /** Pauses a process, or continues it. */
    static void signal(String signal, long pid) {
        try {
            int code = new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                    .start()
                    .waitFor();
            assertThat(code).as("kill -%s %d", signal, pid).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends what may still go wrong, so that the next test begins on sound ground. */
    void heal() {
        parts.store().plan(exchange -> List.of());
        parts.store().appear();
        upstreams.values().forEach(upstream -> {
            upstream.plan(exchange -> List.of());
            upstream.throttle(0);
            upstream.appear();
        });
    }

    @Override
    public void close() throws IOException {
        process.close();
        upstreams.values().forEach(FaultyUpstream::close);
        selfSigned.close();
        parts.close();
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
