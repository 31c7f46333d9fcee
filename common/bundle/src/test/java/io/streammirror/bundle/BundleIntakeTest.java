package io.streammirror.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.BlobInventory;
import io.streammirror.store.InMemoryObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a bundle on its way: parts lost, doubled, renamed, damaged and mixed up. */
class BundleIntakeTest {
    private final SendingSite sender = new SendingSite();
    private final InMemoryObjectStore receiver = new InMemoryObjectStore();

    @TempDir
    private Path directory;

    private Path media = Path.of("");

    @BeforeEach
    void makeDirectory() throws IOException {
        media = Files.createDirectory(directory.resolve("media"));
    }

    private IntakeResult take(SignedManifest signed, Path... places) {
        return new BundleIntake(signed, PartFiles.of(signed.manifest(), List.of(places)), bytes -> {}).into(receiver);
    }

    private Set<Sha256> stored(SignedManifest signed) {
        BlobInventory inventory = BlobInventory.read(receiver);
        return signed.manifest().blobs().stream()
                .filter(blob -> inventory.contains(blob.sha256(), blob.size()))
                .map(BundledBlob::sha256)
                .collect(Collectors.toSet());
    }

    private void assertComplete(SignedManifest signed) {
        assertThat(stored(signed)).hasSize(signed.manifest().blobs().size());
    }

    @Test
    void shouldStoreEveryBlob() {
        SignedManifest signed = sender.export(sender.publish(2_500_000, 900_000, 0, 10), media);

        IntakeResult result = take(signed, media);

        assertThat(result.isWhole()).isTrue();
        assertThat(result.stored()).hasSize(5);
        assertComplete(signed);
    }

    @Test
    void shouldStoreNothingTwice() {
        SignedManifest signed = sender.export(sender.publish(1000, 2000), media);
        take(signed, media);

        IntakeResult again = take(signed, media);

        assertThat(again.stored()).isEmpty();
        assertThat(again.present()).isEqualTo(3);
    }

    @Test
    void shouldStoreNothingWhenChecking() {
        SignedManifest signed = sender.export(sender.publish(1000), media);

        IntakeResult result =
                new BundleIntake(signed, PartFiles.of(signed.manifest(), List.of(media)), bytes -> {}).check();

        assertThat(result.isWhole()).isTrue();
        assertThat(result.storedBytes()).isEqualTo(1000 + "index 1".length());
        assertThat(stored(signed)).isEmpty();
    }

    @Test
    void shouldNameLostPartAndKeepTheRest() throws IOException {
        SignedManifest signed = sender.export(sender.publish(900_000, 900_001, 900_002), media);
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Files.move(media.resolve("part-0002.tar"), elsewhere.resolve("part-0002.tar"));

        IntakeResult first = take(signed, media);

        assertThat(first.lost()).singleElement().satisfies(lost -> {
            assertThat(lost.reason()).isEqualTo("part-0002.tar is missing");
            assertThat(lost.blob().size()).isEqualTo(900_001);
        });
        assertThat(stored(signed)).hasSize(3);

        IntakeResult second = take(signed, elsewhere);
        assertThat(second.stored()).hasSize(1);
        assertComplete(signed);
    }

    @Test
    void shouldFindPartsWhateverTheirNamesAre() throws IOException {
        SignedManifest signed = sender.export(sender.publish(900_000, 900_001), media);
        Files.move(media.resolve("part-0001.tar"), media.resolve("Z.tar"));
        Files.move(media.resolve("part-0002.tar"), media.resolve("part-0001.tar"));

        assertThat(take(signed, media).isWhole()).isTrue();
        assertComplete(signed);
    }

    @Test
    void shouldTakeGoodCopyWhenOtherIsDamaged() throws IOException {
        SignedManifest signed = sender.export(sender.publish(900_000), media);
        Files.copy(media.resolve("part-0001.tar"), media.resolve("part-0001 (1).tar"));
        flip(media.resolve("part-0001 (1).tar"), 500_000);

        assertThat(take(signed, media).isWhole()).isTrue();
        assertComplete(signed);
    }

    @Test
    void shouldLoseOnlyTheBlobWithTheFlippedBit() throws IOException {
        SignedManifest signed = sender.export(sender.publish(400_000, 400_001), media);
        BundledBlob victim = signed.manifest()
                .carried()
                .filter(blob -> blob.size() == 400_000)
                .findFirst()
                .orElseThrow();
        flip(media.resolve("part-0001.tar"), victim.pieces().get(0).offset() + 7);

        IntakeResult result = take(signed, media);

        assertThat(result.lost()).extracting(IntakeResult.Lost::blob).containsExactly(victim);
        assertThat(result.lost().get(0).reason()).startsWith("part-0001.tar is damaged");
        assertThat(stored(signed)).hasSize(2).doesNotContain(victim.sha256());
    }

    @Test
    void shouldLoseNothingWhenLabelOrHeaderIsDamaged() throws IOException {
        SignedManifest signed = sender.export(sender.publish(400_000), media);
        flip(media.resolve("part-0001.tar"), 3);
        flip(media.resolve("part-0001.tar"), 1030);

        assertThat(take(signed, media).isWhole()).isTrue();
        assertComplete(signed);
    }

    @Test
    void shouldNameDamageWhenPartIsCutOff() throws IOException {
        SignedManifest signed = sender.export(sender.publish(400_000, 500_000), media);
        byte[] part = Files.readAllBytes(media.resolve("part-0001.tar"));
        Files.write(media.resolve("part-0001.tar"), Arrays.copyOf(part, 450_000));

        IntakeResult result = take(signed, media);

        assertThat(result.lost()).hasSize(1);
        assertThat(stored(signed)).hasSize(2);
    }

    @Test
    void shouldLeaveOutPartOfAnotherBundle() throws IOException {
        SignedManifest signed = sender.export(sender.publish(400_000), media);
        Path other = directory.resolve("other");
        sender.export(sender.publish(300_000), other);
        Files.move(other.resolve("part-0001.tar"), media.resolve("part-0002.tar"));

        PartFiles files = PartFiles.of(signed.manifest(), List.of(media));

        assertThat(files.foreign()).containsExactly(media.resolve("part-0002.tar") + " belongs to another bundle");
        assertThat(new BundleIntake(signed, files, bytes -> {}).into(receiver).isWhole())
                .isTrue();
    }

    @Test
    void shouldCarryOnlyWhatTheReceiverLacks() {
        PublishedFiles before = sender.publish(900_000, 800_000);
        take(sender.export(before, media), media);
        PublishedFiles after = sender.publishMore(before, 700_000);
        Path delta = directory.resolve("delta");

        SignedManifest signed = sender.export(after, delta, blob -> before.files().values().stream()
                .anyMatch(file -> file.sha256().equals(blob)));

        assertThat(signed.manifest().carried()).extracting(BundledBlob::size).containsExactly(700_000L);
        assertThat(take(signed, delta).isWhole()).isTrue();
        assertComplete(signed);
    }

    @Test
    void shouldNameAbsentBlobsWhenBundleIsForAnotherSite() {
        SignedManifest signed = sender.export(sender.publish(900_000, 800_000), media, blob -> true);

        IntakeResult result = take(signed, media);

        assertThat(result.lost()).isEmpty();
        assertThat(result.absent()).hasSize(3);
        assertThat(new BundleIntake(signed, PartFiles.of(signed.manifest(), List.of(media)), bytes -> {})
                        .missingIn(receiver)
                        .absent())
                .hasSize(3);
    }

    private static void flip(Path file, long offset) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[Math.toIntExact(offset)] ^= 0x10;
        Files.write(file, bytes);
    }
}
