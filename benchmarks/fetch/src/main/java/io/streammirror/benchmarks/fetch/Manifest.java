package io.streammirror.benchmarks.fetch;

import io.streammirror.event.ItemRequested;
import io.streammirror.simplestreams.Sha256;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The items of upstream, one line for each: sha256, size and path, separated by blanks. */
record Manifest(List<Line> lines) {
    /** @param source the place of the item */
    record Line(Sha256 sha256, long size, URI source) {
        ItemRequested request(String run) {
            Instant now = Instant.now();
            return new ItemRequested(
                    sha256, size, Map.of(), List.of(source), List.of(), run, now, now.plus(Duration.ofHours(1)));
        }
    }

    static Manifest read(Path file, URI base) throws IOException {
        return new Manifest(Files.readAllLines(file).stream()
                .map(line -> line.split(" ", 3))
                .map(parts -> new Line(new Sha256(parts[0]), Long.parseLong(parts[1]), base.resolve(parts[2])))
                .toList());
    }
}
