package io.streammirror.publisher.admin;

import static io.streammirror.publisher.admin.OfflineSite.OFFLINE;
import static io.streammirror.publisher.admin.OfflineSite.SENDER;
import static io.streammirror.publisher.admin.StagedMirrors.NOW;
import static io.streammirror.publisher.admin.StagedMirrors.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.api.OrderResult;
import io.streammirror.bundle.SignedManifest;
import io.streammirror.decision.Decision;
import io.streammirror.decision.LogEntry;
import io.streammirror.decision.Suspicion;
import io.streammirror.event.OperatorDecided;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.publisher.publication.Publication;
import io.streammirror.publisher.publication.PublishedFile;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.StoreKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the publication of one site to the publication of another, without a line between them. */
class BundleImportsTest {
    private final StagedMirrors sender = new StagedMirrors();
    private final OfflineSite site = new OfflineSite(NOW.plus(Duration.ofMinutes(10)));

    @TempDir
    private Path media;

    private SignedManifest export(Sha256 publication, String name, SigningKey key, Instant now) {
        return OfflineSite.export(sender, publication, media.resolve(name), key, now);
    }

    private SignedManifest export(Sha256 publication, String name) {
        return export(publication, name, SENDER, NOW.plusSeconds(60));
    }

    private OrderResult take(SignedManifest signed, String name) {
        assertThat(site.store(signed, media.resolve(name)).isWhole()).isTrue();
        return site.follow(signed);
    }

    private static Map<ItemPath, PublishedFile> items(Publication publication) {
        return publication.files().entrySet().stream()
                .filter(file -> !file.getKey().value().startsWith("streams/"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Test
    void shouldPublishItemsOfSenderUnderOwnKey() {
        Sha256 publication = sender.stage("v1", "v2");

        OrderResult given = take(export(publication, "first"), "first");
        site.publish();

        assertThat(given.changed()).isTrue();
        assertThat(items(site.live())).isEqualTo(items(sender.live(STAGING))).hasSize(4);
        assertThat(Objects.requireNonNull(site.state().live()).signer())
                .isEqualTo(site.own().fingerprint().hex());
    }

    @Test
    void shouldLogManifestSenderAndPublication() {
        Sha256 publication = sender.stage("v1");
        SignedManifest signed = export(publication, "first");

        take(signed, "first");

        LogEntry entry = Objects.requireNonNull(site.log().head().entry());
        assertThat(entry.decision()).isInstanceOfSatisfying(Decision.BundleImported.class, imported -> {
            assertThat(imported.mirror()).isEqualTo(OFFLINE);
            assertThat(imported.manifest()).isEqualTo(signed.sha256());
            assertThat(imported.sender()).isEqualTo(SENDER.fingerprint().hex());
            assertThat(imported.publication()).isEqualTo(publication);
            assertThat(imported.objections()).isEmpty();
            assertThat(imported.summary())
                    .startsWith("bundle " + signed.sha256().abbreviated() + " with publication ");
        });
        assertThat(site.commands().announced())
                .containsExactly(new OperatorDecided(
                        OFFLINE, "bundle-imported", entry.sequence(), "bob", "disk 7", entry.time()));
    }

    @Test
    void shouldChangeNothingWhenImportedAgain() {
        SignedManifest signed = export(sender.stage("v1"), "first");
        take(signed, "first");
        site.publish();
        long before = site.log().head().sequence();

        OrderResult again = take(signed, "first");

        assertThat(again.changed()).isFalse();
        assertThat(site.log().head().sequence()).isEqualTo(before);
    }

    @Test
    void shouldHoldOlderBundleAfterNewerOne() {
        Sha256 first = sender.stage("v1");
        Sha256 second = sender.stage("v2");
        take(export(second, "second"), "second");
        site.publish();
        Sha256 live = Objects.requireNonNull(site.state().live()).id();

        OrderResult given = take(export(first, "first"), "first");
        site.publish();

        assertThat(given.message()).contains("is held: rollback", "mirror accept offline ");
        assertThat(Objects.requireNonNull(site.state().held()).suspicions()).contains(Suspicion.ROLLBACK);
        assertThat(Objects.requireNonNull(site.state().live()).id()).isEqualTo(live);
    }

    @Test
    void shouldPublishHeldBundleWhenAccepted() {
        Sha256 first = sender.stage("v1");
        Map<ItemPath, PublishedFile> earlier = items(sender.live(STAGING));
        take(export(sender.stage("v2"), "second"), "second");
        site.publish();
        take(export(first, "first"), "first");

        site.accept();
        site.publish();

        assertThat(site.state().held()).isNull();
        assertThat(items(site.live())).isEqualTo(earlier);
    }

    @Test
    void shouldHoldStaleBundle() {
        take(export(sender.stage("v1"), "first"), "first");
        sender.stage("v2");
        SignedManifest old = export(sender.live(STAGING).id(), "old", SENDER, NOW.minus(Duration.ofMinutes(30)));
        var later = new OfflineSite(NOW.plus(Duration.ofDays(100)));
        later.store(old, media.resolve("old"));
        later.follow(old);

        // The first bundle of a site is never too old; the next one is.
        SignedManifest next = export(sender.stage("v3"), "next", SENDER, NOW.plusSeconds(90));
        later.store(next, media.resolve("next"));
        OrderResult given = later.follow(next);

        assertThat(given.message()).contains("is held: freeze");
    }

    @Test
    void shouldRefuseBundleOfUnknownSender() {
        SignedManifest signed = export(sender.stage("v1"), "first", OfflineSite.newKey(), NOW.plusSeconds(60));

        site.store(signed, media.resolve("first"));

        assertThatThrownBy(() -> site.follow(signed))
                .isInstanceOf(AdminException.class)
                .hasMessageContaining("the manifest of the bundle is refused");
        assertThat(site.log().head().sequence()).isZero();
    }

    @Test
    void shouldRefuseBundleWhileBlobIsMissing() {
        Sha256 publication = sender.stage("v1");
        SignedManifest signed = export(publication, "first");
        site.store(signed, media.resolve("first"));
        Sha256 item = items(sender.live(STAGING)).values().iterator().next().sha256();
        site.store().delete(StoreKeys.blob(item));

        assertThatThrownBy(() -> site.follow(signed))
                .isInstanceOf(AdminException.class)
                .hasMessageContaining("the store lacks 1 blobs of the bundle");
        assertThat(site.log().head().sequence()).isZero();
    }

    @Test
    void shouldFollowNextBundle() {
        take(export(sender.stage("v1"), "first"), "first");
        site.publish();

        take(export(sender.stage("v2"), "second"), "second");
        site.publish();

        assertThat(items(site.live())).isEqualTo(items(sender.live(STAGING)));
    }
}
