package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An image of the operator's own on a running stack: MAAS reads it beside upstream's, until it is removed. */
@OnSharedStack
final class CustomImagesIT {
    private static final String MIRROR = "enriched";
    private static final String PRODUCT = "own.enriched:v3:boot:ubuntu:noble-custom:amd64:generic";

    private final SharedStack stack;

    @TempDir
    private Path directory;

    @RegisterExtension
    private final Runs runs = new Runs();

    CustomImagesIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void shouldKeepCustomImageThroughRollbackUntilRemoved() throws IOException {
        // One of the files takes more than one part.
        Path files = Files.createDirectory(directory.resolve("files"));
        Files.writeString(files.resolve("vmlinuz"), "kernel");
        Files.writeString(files.resolve("initrd.img"), "initrd");
        Files.write(files.resolve("noble.squashfs"), new byte[20_000_000]);
        SmallTree next = stack.publish(MIRROR, stack.smallTree(MIRROR).with("20250301", 1000));
        stack.status().awaitPublished(MIRROR, next.updated());

        assertThat(add(0, "--serial", "20260101", "--title", "Ours", files.toString()))
                .contains("squashfs  20.0 MB", "custom image '" + PRODUCT + "' 20260101 is added, entry ");

        awaitNewest(Set.of("20250301", "20260101"));
        assertThat(command(0, "status", "--details"))
                .contains("CUSTOM       1 versions of custom images, by alice since ", ": certified");
        assertThat(command(0, "history", "--mirror", MIRROR))
                .contains("custom image " + PRODUCT + " 20260101 added, ", ", by alice: certified");
        assertThat(command(0, "diff", MIRROR)).contains("+ product  " + PRODUCT);
        assertThat(command(0, "lint", "--json", "--keyring", keyring().toString(), tree())
                        .replace(" ", ""))
                .as("the tree has no bootloaders, and lint finds nothing else")
                .containsOnlyOnce("\"rule\":")
                .contains("\"rule\":\"bootloaders\"");

        // What MAAS would not read, or exists already, changes nothing.
        assertThat(add(2, "root-dd=" + files.resolve("vmlinuz"))).contains("'root-dd' is no kind of file");
        Files.writeString(files.resolve("vmlinuz"), "another kernel");
        assertThat(add(2, "--serial", "20260101", files.toString())).contains("already, with other content");

        // Back to before it
        command(0, "rollback", MIRROR, publication("superseded"), "--why", "20250301 does not boot");
        awaitNewest(Set.of("20250201", "20260101"));
        command(0, "release", MIRROR);
        awaitNewest(Set.of("20250301", "20260101"));

        assertThat(command(0, "remove-image", "--mirror", MIRROR, PRODUCT)).contains("is removed, entry ");
        awaitNewest(Set.of("20250301"));
    }

    private Path keyring() throws IOException {
        byte[] key = new Web().body(stack.ports().site().resolve("/keys/mirror.gpg"));
        return Files.write(directory.resolve("mirror.gpg"), key);
    }

    private String tree() {
        return stack.ports()
                .site()
                .resolve("/" + Configuration.servedAt(MIRROR))
                .toString();
    }

    /** The oldest publication of a kind. */
    private String publication(String kind) {
        List<String> lines = command(0, "history", "--publications", "--mirror", MIRROR)
                .lines()
                .filter(line -> line.contains(kind))
                .toList();
        return Stream.of(lines.get(lines.size() - 1).split("\\s+"))
                .filter(word -> word.matches("[0-9a-f]{12,64}"))
                .findFirst()
                .orElseThrow();
    }

    private void awaitNewest(Set<String> versions) {
        Await.until(MIRROR + " lists " + versions + " as the newest", () -> newest().equals(versions));
    }

    private Set<String> newest() {
        try (PublishedTree tree = stack.tree(MIRROR)) {
            return tree.importNewest();
        }
    }

    private String add(int code, String... more) {
        var arguments = new ArrayList<>(List.of(
                "add-image",
                "--mirror",
                MIRROR,
                "--os",
                "ubuntu",
                "--release",
                "noble-custom",
                "--arch",
                "amd64",
                "--who",
                "alice",
                "--why",
                "certified"));
        arguments.addAll(List.of(more));
        return command(code, arguments.toArray(String[]::new));
    }

    private String command(int expected, String... arguments) {
        boolean reads = arguments[0].equals("lint");
        var run = runs.own(MirrorProcess.command(
                directory,
                Stream.concat(
                                Stream.of(arguments),
                                reads
                                        ? Stream.of()
                                        : Stream.of(
                                                "--data", stack.process().data().toString()))
                        .toArray(String[]::new)));
        int code = run.awaitExit();
        String printed = run.out() + run.err();
        assertThat(code)
                .as(Stream.of(arguments).collect(Collectors.joining(" ")) + "\n" + printed)
                .isEqualTo(expected);
        return printed;
    }
}
