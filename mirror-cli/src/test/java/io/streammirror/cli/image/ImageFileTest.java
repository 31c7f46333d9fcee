package io.streammirror.cli.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.cli.exit.UsageException;
import io.streammirror.simplestreams.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageFileTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "boot-kernel, boot-kernel",
        "vmlinuz-6.8.0-45-generic, boot-kernel",
        "noble-server-cloudimg-amd64-vmlinuz-generic, boot-kernel",
        "initrd.img, boot-initrd",
        "noble-server-cloudimg-amd64-initrd-generic, boot-initrd",
        "noble-server-cloudimg-amd64.squashfs, squashfs",
        "squashfs, squashfs",
        "noble-server-cloudimg-amd64.squashfs.manifest, manifest",
        "rocky9.tar.gz, root-tgz",
        "rocky9.tgz, root-tgz",
        "root-tgz, root-tgz",
        "root-image.gz, root-image.gz",
        "board.dtb, boot-dtb",
        "disk.raw.gz, root-dd",
    })
    void shouldTakeKindFromName(String name, String kind) {
        assertThat(KindOfFile.of(name)).isEqualTo(kind);
    }

    @Test
    void shouldRefuseFileNameWithoutKnownKind() {
        assertThatThrownBy(() -> KindOfFile.of("image.bin"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("what kind of file is image.bin? Say it");
    }

    @Test
    void shouldFindFilesByKindNameOrDirectory() throws IOException {
        write("vmlinuz", "kernel");
        write("initrd.img", "initrd");
        Path root = write("noble.squashfs", "root");
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Path kernel = Files.writeString(elsewhere.resolve("bzImage"), "kernel");

        assertThat(ImageFile.read(List.of(directory.toString())))
                .extracting(ImageFile::kind)
                .containsExactlyInAnyOrder("boot-kernel", "boot-initrd", "squashfs");
        List<ImageFile> files = ImageFile.read(
                List.of("boot-kernel=" + kernel, directory.resolve("initrd.img").toString(), "squashfs=" + root));
        assertThat(files.get(0))
                .isEqualTo(
                        new ImageFile("boot-kernel", kernel, Sha256.of("kernel".getBytes(StandardCharsets.UTF_8)), 6));
        assertThat(files).hasSize(3);
    }

    @Test
    void shouldRefuseFilesThatAreNoImage() throws IOException {
        Path disk = write("disk.img", "disk");
        Path empty = write("rocky9.tgz", "");

        assertRefused("'root-dd' is no kind of file that MAAS 3.8 reads", disk.toString());
        assertRefused("there is no boot-kernel", "squashfs=none");
        assertRefused("none cannot be read (NoSuchFileException)", "root-tgz=none");
        assertRefused("is empty", empty.toString());
        assertRefused("two files of kind 'root-tgz'", "root-tgz=a", "root-tgz=b");
    }

    private static void assertRefused(String reason, String... arguments) {
        assertThatThrownBy(() -> ImageFile.read(List.of(arguments)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(reason);
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }
}
