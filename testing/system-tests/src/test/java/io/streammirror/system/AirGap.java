package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Two running sites with nothing but directories between them: one has an upstream, the other one has only bundles. */
final class AirGap {
    private final Runs runs;
    private final Path directory;
    private final List<String> mirrors;
    private final MirrorProcess connected;
    private Path offlineConfiguration;
    private MirrorProcess offline;

    /** Starts the connected site, whose configuration is given. */
    AirGap(Runs runs, Path directory, Configuration connected, String... mirrors) {
        this.runs = runs;
        this.directory = directory;
        this.mirrors = List.of(mirrors);
        this.connected = runs.own(MirrorProcess.up(directory.resolve("connected/data"), connected.write()))
                .awaitUp();
    }

    /**
     * Starts the site without an upstream.
     *
     * @param data its data directory
     */
    AirGap withOffline(Path data) throws IOException {
        byte[] senderKey = new Web().body(connected.runningPorts().site().resolve("/keys/mirror.gpg"));
        var configuration = new Configuration(Files.createDirectories(directory.resolve("offline")));
        mirrors.forEach(mirror -> configuration.imported(mirror, senderKey));
        offlineConfiguration = configuration.write();
        offline = runs.own(MirrorProcess.up(data, offlineConfiguration)).awaitUp();
        return this;
    }

    StatusPage connectedStatus() {
        return new StatusPage(connected.runningPorts().managementSite());
    }

    MirrorProcess connected() {
        return connected;
    }

    MirrorProcess offline() {
        return offline;
    }

    /** Exports all mirrors of the gap. */
    String export(int code, Path target, String... more) {
        return command(code, connected, exporting(target, more));
    }

    /** Starts an export, and returns while it runs. */
    MirrorProcess startExport(Path target, String... more) {
        return start(connected, exporting(target, more));
    }

    private String[] exporting(Path target, String... more) {
        var arguments = new ArrayList<>(List.of("export"));
        mirrors.forEach(mirror -> arguments.addAll(List.of("--mirror", mirror)));
        arguments.addAll(List.of(more));
        arguments.add(target.toString());
        return arguments.toArray(String[]::new);
    }

    /** Imports at the offline site. */
    String take(int code, Path... more) {
        return command(code, offline, importing(more));
    }

    /** Starts an import, and returns while it runs. */
    MirrorProcess startImport(Path... more) {
        return start(offline, importing(more));
    }

    /** Where the receipt of the last import is. */
    Path receipt() {
        return directory.resolve("receipt.asc");
    }

    private String[] importing(Path... more) {
        var arguments = new ArrayList<>(List.of(
                "import",
                "--config",
                offlineConfiguration.toString(),
                "--why",
                "disk",
                "--receipt",
                receipt().toString()));
        arguments.addAll(List.of(more).stream().map(Path::toString).toList());
        return arguments.toArray(String[]::new);
    }

    /**
     * Runs a command and answers what it printed.
     *
     * @param site null for a command that needs none
     */
    String command(int code, MirrorProcess site, String... arguments) {
        MirrorProcess run = start(site, arguments);
        int ended = run.awaitExit();
        String printed = run.out() + run.err();
        assertThat(ended).as(String.join(" ", arguments) + "\n" + printed).isEqualTo(code);
        return printed;
    }

    private MirrorProcess start(MirrorProcess site, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        if (site != null) {
            all.addAll(List.of("--data", site.data().toString()));
        }
        return runs.own(MirrorProcess.command(directory, all.toArray(String[]::new)));
    }

    /** Waits until a version is published at the offline site, and fetches all of its newest versions there. */
    void awaitNewest(String mirror, String version) {
        new StatusPage(offline.runningPorts().managementSite())
                .await(
                        mirror,
                        "has published " + version,
                        status -> hasPublication(status) && served(mirror).contains(version));
    }

    /** The newest versions that MAAS gets from the offline site, each item verified. */
    Set<String> served(String mirror) {
        return newest(offline, mirror);
    }

    /** The newest versions that MAAS gets from a site, each item verified. */
    static Set<String> newest(MirrorProcess site, String mirror) {
        try (var tree = new PublishedTree(site.runningPorts().site(), Configuration.servedAt(mirror))) {
            return tree.importNewest();
        }
    }

    /** Whether the offline site has published anything of a mirror. */
    boolean isPublished(String mirror) {
        return hasPublication(new StatusPage(offline.runningPorts().managementSite()).mirror(mirror));
    }

    private static boolean hasPublication(JsonNode status) {
        return status.path("settled").asBoolean()
                && !status.path("publication").isNull()
                && !status.path("publication").isMissingNode();
    }

    /** A new directory of the test. */
    Path directory(String name) {
        try {
            return Files.createDirectories(directory.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
