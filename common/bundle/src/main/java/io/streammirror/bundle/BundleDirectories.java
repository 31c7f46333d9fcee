package io.streammirror.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The manifests in directories that may hold the parts of several bundles. */
public final class BundleDirectories {
    private BundleDirectories() {}

    /**
     * Reads the different manifests, in the order of the directories.
     *
     * @param places directories, or files that are manifests
     * @throws IllegalArgumentException when there is none, or one cannot be read
     */
    public static List<byte[]> manifests(List<Path> places) {
        var manifests = new ArrayList<byte[]>();
        for (Path place : places) {
            Path file = Files.isDirectory(place) ? place.resolve(SignedManifest.FILE) : place;
            if (Files.isDirectory(place) && !Files.exists(file)) {
                continue;
            }
            byte[] bytes = read(file);
            if (manifests.stream().noneMatch(known -> Arrays.equals(known, bytes))) {
                manifests.add(bytes);
            }
        }
        if (manifests.isEmpty()) {
            throw new IllegalArgumentException("there is no " + SignedManifest.FILE + " in " + places
                    + ": the export was not complete, or it is on another medium");
        }
        return manifests;
    }

    private static byte[] read(Path file) {
        try {
            if (Files.size(file) > SignedManifest.MAX_BYTES) {
                throw new IllegalArgumentException(file + " is too large for a manifest");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "manifest " + file + " cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    /** The directories in which parts are searched. */
    public static List<Path> directories(List<Path> places) {
        return places.stream()
                .map(place -> Files.isDirectory(place)
                        ? place
                        : place.toAbsolutePath().getParent())
                .distinct()
                .toList();
    }
}
