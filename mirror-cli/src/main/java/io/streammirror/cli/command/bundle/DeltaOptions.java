package io.streammirror.cli.command.bundle;

import io.streammirror.bundle.BundleExport;
import io.streammirror.bundle.PublishedFiles;
import io.streammirror.bundle.SignedReport;
import io.streammirror.cli.exit.UsageException;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What the receiver is assumed to have. */
final class DeltaOptions {
    @ArgGroup
    private @Nullable Choice choice;

    /** At most one of them. */
    static final class Choice {
        @Option(names = "--full", required = true, description = "Carry everything (default).")
        private boolean full;

        @Option(
                names = "--request",
                paramLabel = "FILE",
                required = true,
                description = "Leave out what this request or receipt of the receiver lists.")
        private @Nullable Path request;

        @Option(
                names = "--since",
                paramLabel = "PUBLICATION",
                required = true,
                description = "Leave out what this publication of the mirror has; the receiver must have it.")
        private @Nullable String since;

        @Option(
                names = "--only",
                paramLabel = "LIST",
                required = true,
                description = "Carry only the blobs of this file, which 'mirror import --missing' wrote.")
        private @Nullable Path only;
    }

    boolean isGiven() {
        return choice != null;
    }

    BundleExport export(ObjectStore store, List<PublishedFiles> publications, long maxPartBytes) {
        if (choice == null || choice.full) {
            return new BundleExport(publications, blob -> false, null, maxPartBytes);
        }
        if (choice.only != null) {
            Set<Sha256> wanted = list(choice.only);
            return new BundleExport(publications, blob -> !wanted.contains(blob), null, maxPartBytes);
        }
        if (choice.request != null) {
            SignedReport request = SignedReport.read(choice.request, Clock.systemUTC());
            System.out.println("request of " + request.report().site() + ", created "
                    + request.report().created());
            Set<Sha256> present = Set.copyOf(request.report().blobs());
            return new BundleExport(publications, present::contains, request.sha256(), maxPartBytes);
        }
        Set<Sha256> present = filesOf(store, publications, String.valueOf(choice.since));
        return new BundleExport(publications, present::contains, null, maxPartBytes);
    }

    private static Set<Sha256> list(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(Sha256::parse)
                    .collect(Collectors.toSet());
        } catch (IOException | IllegalArgumentException e) {
            throw new UsageException(
                    "--only " + file + ": it is not a list of hashes, one on each line: " + e.getMessage());
        }
    }

    private static Set<Sha256> filesOf(ObjectStore store, List<PublishedFiles> publications, String since) {
        var present = new HashSet<Sha256>();
        for (PublishedFiles publication : publications) {
            LivePublications.state(store).mirror(publication.mirror()).neededPublications().stream()
                    .filter(id -> since.length() >= 12 && id.hex().startsWith(since))
                    .forEach(id -> PublishedFiles.read(store, publication.mirror(), id)
                            .files()
                            .values()
                            .forEach(file -> present.add(file.sha256())));
        }
        if (present.isEmpty()) {
            throw new UsageException("--since " + since + ": no kept publication begins with it;"
                    + " 'mirror history --publications --mirror NAME' lists them. Give at least 12 digits");
        }
        return present;
    }
}
