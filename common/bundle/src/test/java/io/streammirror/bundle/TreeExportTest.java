package io.streammirror.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeExportTest {
    private final SendingSite sender = new SendingSite();

    @TempDir
    private Path directory;

    private TreeExport.Result export(PublishedFiles publication) {
        return new TreeExport(publication).write(sender.store(), directory);
    }

    private void assertComplete(PublishedFiles publication) throws IOException {
        for (var file : publication.files().entrySet()) {
            byte[] written = Files.readAllBytes(directory.resolve(file.getKey().value()));
            assertThat(Sha256.of(written)).isEqualTo(file.getValue().sha256());
        }
    }

    @Test
    void shouldWriteEveryFileUnderItsPath() throws IOException {
        PublishedFiles publication = sender.publish(1000, 2000);

        assertThat(export(publication).written()).isEqualTo(3);
        assertComplete(publication);
    }

    @Test
    void shouldWriteOnlyWhatIsMissingOrWrong() throws IOException {
        PublishedFiles before = sender.publish(1000, 2000);
        export(before);
        PublishedFiles after = sender.publishMore(before, 3000);
        Files.write(directory.resolve("images/item-1"), new byte[1000]);

        TreeExport.Result result = export(after);

        assertThat(result).isEqualTo(new TreeExport.Result(2, 2, 4000));
        assertComplete(after);
    }

    @Test
    void shouldWriteNoDocumentWhenItemIsDamaged() {
        PublishedFiles publication = sender.publish(1000);
        PublishedFiles.File item = publication.files().get(publication.files().firstKey());
        sender.store().put(StoreKeys.blob(item.sha256()), new byte[1000], ObjectAttributes.BYTES);

        assertThatThrownBy(() -> export(publication))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("is damaged in the store");
        assertThat(directory.resolve("streams")).doesNotExist();
    }
}
