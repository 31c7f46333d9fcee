package io.streammirror.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleExportTest {
    private final SendingSite sender = new SendingSite();

    @TempDir
    private Path directory;

    @Test
    void shouldWritePartsOfBoundedSizeThatAnyTarReads() throws IOException {
        PublishedFiles publication = sender.publish(700_000, 600_000, 500_000, 10);

        SignedManifest signed = sender.export(publication, directory);

        var entries = new ArrayList<String>();
        for (BundlePart part : signed.manifest().parts()) {
            Path file = directory.resolve(part.fileName());
            assertThat(file).hasSize(part.size());
            assertThat(part.size()).isLessThanOrEqualTo(BundleExport.MIN_PART_BYTES);
            entries.addAll(entriesOf(file));
        }
        assertThat(entries)
                .contains("bundle-part.json")
                .containsAll(signed.manifest()
                        .carried()
                        .map(blob -> "blobs/" + blob.sha256())
                        .toList());
    }

    /** The names of the entries; the bytes of whole blobs must have the hash in the name. */
    private static List<String> entriesOf(Path file) throws IOException {
        var names = new ArrayList<String>();
        try (var tar = new TarArchiveInputStream(Files.newInputStream(file))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                names.add(entry.getName());
                byte[] bytes = tar.readAllBytes();
                if (entry.getName().startsWith("blobs/")) {
                    assertThat(entry.getName()).isEqualTo("blobs/" + Sha256.of(bytes));
                }
            }
        }
        return names;
    }

    @Test
    void shouldCutOnlyBlobsThatAreLargerThanPart() {
        SignedManifest signed = sender.export(sender.publish(2_500_000, 900_000), directory);

        assertThat(signed.manifest().carried())
                .extracting(blob -> blob.size() + " in " + blob.pieces().size())
                .contains("2500000 in 3", "900000 in 1");
    }

    @Test
    void shouldNameFilesWithoutColons() throws IOException {
        sender.export(sender.publish(10), directory);

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("manifest.asc", "part-0001.tar");
        }
    }

    @Test
    void shouldStartOverWhenExportWasInterrupted() throws IOException {
        PublishedFiles publication = sender.publish(10);
        Files.writeString(directory.resolve("part-0001.tar"), "complete part of an interrupted export");
        Files.writeString(directory.resolve("part-0002.tar.partial"), "cut off");

        SignedManifest signed = sender.export(publication, directory);

        assertThat(directory.resolve("part-0002.tar.partial")).doesNotExist();
        assertThat(new BundleIntake(signed, PartFiles.of(signed.manifest(), List.of(directory)), bytes -> {})
                        .check()
                        .isWhole())
                .isTrue();
    }

    @Test
    void shouldRefuseDirectoryThatHasBundle() {
        PublishedFiles publication = sender.publish(10);
        sender.export(publication, directory);

        assertThatThrownBy(() -> sender.export(publication, directory))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("has a bundle already: name an empty directory");
    }

    @Test
    void shouldWriteNoManifestWhenBlobIsDamagedInStore() {
        PublishedFiles publication = sender.publish(1000);
        PublishedFiles.File item = publication.files().get(publication.files().firstKey());
        sender.store().put(StoreKeys.blob(item.sha256()), new byte[1000], ObjectAttributes.BYTES);

        assertThatThrownBy(() -> sender.export(publication, directory))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("blob " + item.sha256() + " is damaged in the store");
        assertThat(directory.resolve(SignedManifest.FILE)).doesNotExist();
    }

    @Test
    void shouldNameLostBlobWhenStoreLacksIt() {
        PublishedFiles publication = sender.publish(1000);
        PublishedFiles.File item = publication.files().get(publication.files().firstKey());
        sender.store().delete(StoreKeys.blob(item.sha256()));

        assertThatThrownBy(() -> sender.export(publication, directory))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("the store has lost blob " + item.sha256());
    }
}
