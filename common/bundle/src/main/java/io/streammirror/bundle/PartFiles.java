package io.streammirror.bundle;

import io.streammirror.codec.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The files that hold the parts of one bundle, found by the label inside them, whatever their names are.
 *
 * @param parts the files of each part; copies of one part are tried one after the other
 * @param foreign tar files that belong to no part of the bundle, each with the reason
 */
public record PartFiles(Map<Integer, List<Path>> parts, List<String> foreign) {
    public PartFiles {
        var copy = new TreeMap<Integer, List<Path>>();
        parts.forEach((number, files) -> copy.put(number, List.copyOf(files)));
        parts = Map.copyOf(copy);
        foreign = List.copyOf(foreign);
    }

    /**
     * Finds the parts of a bundle.
     *
     * @param directories searched without their subdirectories
     * @throws BundleException when a directory cannot be read
     */
    public static PartFiles of(BundleManifest manifest, List<Path> directories) {
        var parts = new TreeMap<Integer, List<Path>>();
        var foreign = new ArrayList<String>();
        for (Path file : tarFiles(directories)) {
            try {
                PartLabel label = label(file);
                if (manifest.id().equals(label.bundle())) {
                    parts.computeIfAbsent(label.part(), number -> new ArrayList<>())
                            .add(file);
                } else {
                    foreign.add(file + " belongs to another bundle");
                }
            } catch (IOException | UncheckedIOException | IllegalArgumentException unreadable) {
                byName(manifest, file)
                        .ifPresentOrElse(
                                number -> parts.computeIfAbsent(number, any -> new ArrayList<>())
                                        .add(file),
                                () -> foreign.add(file + " is no part of a bundle, or its beginning is damaged"));
            }
        }
        return new PartFiles(parts, foreign);
    }

    /** A part whose label is damaged may still have good blobs; each is verified by its own hash. */
    private static Optional<Integer> byName(BundleManifest manifest, Path file) {
        String name = String.valueOf(file.getFileName());
        return manifest.parts().stream()
                .filter(part -> part.fileName().equals(name))
                .map(BundlePart::number)
                .findFirst();
    }

    private static List<Path> tarFiles(List<Path> directories) {
        var files = new ArrayList<Path>();
        for (Path directory : directories) {
            try (Stream<Path> found = Files.list(directory)) {
                found.filter(file -> file.toString().endsWith(".tar"))
                        .filter(Files::isRegularFile)
                        .sorted()
                        .forEach(files::add);
            } catch (IOException e) {
                throw new BundleException(
                        "directory " + directory + " cannot be read ("
                                + e.getClass().getSimpleName() + "): name the directory that has the bundle",
                        e);
            }
        }
        return files;
    }

    private static PartLabel label(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                var tar = new TarArchiveInputStream(in)) {
            var entry = tar.getNextEntry();
            if (entry == null || !PartLabel.ENTRY.equals(entry.getName())) {
                throw new IOException("it has no label");
            }
            PartLabel label = Json.read(tar.readNBytes(PartLabel.MAX_BYTES), PartLabel.class);
            if (!PartLabel.FORMAT.equals(label.format())) {
                throw new IOException("its label has another format");
            }
            return label;
        }
    }

    /** The files of a part; none for a missing one. */
    List<Path> of(int part) {
        return parts.getOrDefault(part, List.of());
    }
}
