package io.streammirror.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.BlobInventory;
import io.streammirror.store.InMemoryObjectStore;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreFullException;
import io.streammirror.store.StoreUnavailableException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports and imports that end early, at each step: nothing half is ever taken for whole, and a repetition completes it. */
class InterruptionTest {
    private final SendingSite sender = new SendingSite();

    @TempDir
    private Path directory;

    @Test
    void shouldHaveNoManifestUntilExportIsCompleteWhereverItEnds() {
        PublishedFiles publication = sender.publish(900_000, 2_500_000, 10, 700_000);

        for (int step = 0; step < publication.files().size(); step++) {
            var failing = new FailingReader(sender, step);
            assertThatThrownBy(() -> sender.export(failing, publication, directory))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThat(directory.resolve(SignedManifest.FILE)).doesNotExist();
        }

        SignedManifest signed = sender.export(publication, directory);
        assertThat(new BundleIntake(signed, PartFiles.of(signed.manifest(), List.of(directory)), bytes -> {})
                        .check()
                        .isWhole())
                .isTrue();
    }

    @Test
    void shouldKeepWhatWasStoredWhenStoreIsFull() {
        SignedManifest signed = sender.export(sender.publish(900_000, 800_000, 700_000, 600_000), directory);
        var receiver = new FillingStore(2);
        var intake = new BundleIntake(signed, PartFiles.of(signed.manifest(), List.of(directory)), bytes -> {});

        assertThatThrownBy(() -> intake.into(receiver)).isInstanceOf(StoreFullException.class);
        int stored = BlobInventory.read(receiver).count();
        receiver.room.set(100);
        IntakeResult result = intake.into(receiver);

        assertThat(stored).isPositive().isLessThan(5);
        assertThat(result.isWhole()).isTrue();
        assertThat(result.stored()).hasSizeLessThan(5);
        assertThat(BlobInventory.read(receiver).count()).isEqualTo(5);
    }

    @Test
    void shouldAskForAnotherDirectoryWhenMediumIsTooSmall() {
        PublishedFiles publication = sender.publish(10);
        var files = new TreeMap<>(publication.files());
        files.put(new ItemPath("images/huge"), new PublishedFiles.File(Sha256.of(new byte[] {1}), 1L << 60));
        var huge = new PublishedFiles(publication.mirror(), publication.id(), publication.updated(), files);

        assertThatThrownBy(() -> sender.export(huge, directory))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("bytes free, and the bundle needs")
                .hasMessageContaining("name another directory");
    }

    /** Fails when the blob after so many is opened. */
    private static final class FailingReader extends InMemoryObjectStore {
        private final SendingSite site;
        private int left;

        FailingReader(SendingSite site, int left) {
            this.site = site;
            this.left = left;
        }

        @Override
        public InputStream open(String key, long offset) {
            if (left == 0) {
                throw new StoreUnavailableException("the store went away", null);
            }
            left--;
            return site.store().open(key, offset);
        }
    }

    /** Is full after so many objects. */
    private static final class FillingStore extends InMemoryObjectStore {
        private final AtomicInteger room;

        FillingStore(int room) {
            this.room = new AtomicInteger(room);
        }

        @Override
        public void put(String key, ByteBuffer bytes, ObjectAttributes attributes) {
            if (room.getAndDecrement() <= 0) {
                throw new StoreFullException("no room for " + key, null);
            }
            super.put(key, bytes, attributes);
        }
    }
}
