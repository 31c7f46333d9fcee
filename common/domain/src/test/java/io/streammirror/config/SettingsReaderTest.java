package io.streammirror.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.streammirror.maas.MaasProfile;
import io.streammirror.maas.MaasRelease;
import io.streammirror.mirror.MirrorName;
import io.streammirror.selection.Selection;
import io.streammirror.store.UploadWay;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {
    private static final String MINIMAL = """
            stream-mirror:
              mirrors:
                stable:
                  source: https://images.example/stable
                  path: /stable
            """;

    @TempDir
    Path directory;

    @Test
    void defaultsFillWhatTheFileLeavesOut() throws IOException {
        Settings settings = read(MINIMAL, Map.of());

        MirrorSettings mirror = settings.mirrors().get(new MirrorName("stable"));
        assertThat(mirror.keyring().orElseThrow().fingerprints()).hasSize(2);
        assertThat(mirror.pollInterval()).isEqualTo(Duration.ofMinutes(15));
        assertThat(mirror.maxRemoval()).isEqualTo(0.4);
        assertThat(mirror.selections()).isEmpty();
        assertThat(mirror.wholeVersions()).isTrue();
        assertThat(mirror.maas()).isEqualTo(MaasProfile.DEFAULT);
        assertThat(settings.fetch())
                .isEqualTo(new Settings.Fetch(
                        4,
                        8,
                        56_000_000,
                        100_000,
                        BandwidthPlan.UNLIMITED,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(4)));
        assertThat(settings.store().idleTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.store().upload()).isEqualTo(UploadWay.DIRECT);
        assertThat(settings.serve())
                .isEqualTo(new Settings.Serve(
                        directory.resolve("state/cache"),
                        20_000_000_000L,
                        Optional.empty(),
                        4000,
                        0,
                        Duration.ofMinutes(2)));
        assertThat(settings.signing().keyFile()).isEqualTo(directory.resolve("state/keys/mirror.key"));
        assertThat(settings.store().endpoint()).isEmpty();
    }

    @Test
    void everyKeyOfTheInterfaceIsRead() throws IOException {
        Settings settings = read("""
                stream-mirror:
                  mirrors:
                    maas-stable:
                      source: https://images.maas.io/ephemeral-v3/stable
                      fallback-sources: []
                      credentials-file: null
                      keyring: ubuntu-cloudimage
                      fingerprints: []
                      unsigned: false
                      allow: []
                      path: /maas/images/ephemeral-v3/stable
                      poll-interval: 15m
                      max-upstream-age: 30d
                      max-removal: 40%
                      exclude-streams: []
                      publish-unfit-streams: [".*:notifications"]
                      publish-after: 7d
                      selections:
                        - filters: ["arch=amd64", "release~(jammy|noble)$"]
                          max: 1
                        - filters: ["os~(grub*|pxelinux)", "path~${x}, y"]
                      whole-versions: true
                      retention: { publications: 10, grace: 48h, keep-removed: 30d }
                      maas: { oldest: "3.6", newest: "3.8" }
                  fetch: { slots: 4, connections-per-host: 8, buffers: 56M, min-rate: 100K, bandwidth: off, idle-timeout: 30s, drain-timeout: 4s }
                  serve:
                    { cache: data/cache, cache-size: 20G, tls: null, tls-key: null, connections: 10, connections-per-client: 5, drain-timeout: 5s }
                  signing: { key-file: keys/mirror.key, passphrase-file: null, command: null, public-key-file: null, timeout: 30s }
                  store: { endpoint: null, bucket: stream-mirror, region: us-east-1, credentials-file: null, single-writer: false, idle-timeout: 60s, upload: sdk }
                  kafka: { bootstrap: null, properties-file: null }
                  admin: { token-file: null }
                """, Map.of());

        MirrorSettings mirror = settings.mirrors().get(new MirrorName("maas-stable"));
        assertThat(mirror.source()).contains(URI.create("https://images.maas.io/ephemeral-v3/stable"));
        assertThat(mirror.selections())
                .extracting(selection -> selection.filters().toString(), Selection::max)
                .containsExactly(
                        tuple("[arch=amd64, release~(jammy|noble)$]", OptionalInt.of(1)),
                        tuple("[os~(grub*|pxelinux), path~${x}, y]", OptionalInt.empty()));
        assertThat(mirror.unfitStreams()).containsExactly(".*:notifications");
        assertThat(mirror.maas()).isEqualTo(new MaasProfile(MaasRelease.V3_6, MaasRelease.V3_8));
        assertThat(mirror.publishAfter()).isEqualTo(Duration.ofDays(7));
        assertThat(mirror.retention())
                .isEqualTo(new MirrorSettings.Retention(10, Duration.ofDays(2), Optional.of(Duration.ofDays(30))));
        assertThat(settings.serve())
                .isEqualTo(new Settings.Serve(
                        directory.resolve("state/data/cache"),
                        20_000_000_000L,
                        Optional.empty(),
                        10,
                        5,
                        Duration.ofSeconds(5)));
    }

    @Test
    void shouldRefuseProfileOfUnknownOrReversedReleases() {
        String unknown = MINIMAL + "      maas: { newest: \"3.9\" }\n";
        String reversed = MINIMAL + "      maas: { oldest: \"3.8\", newest: \"3.6\" }\n";

        assertThatThrownBy(() -> read(unknown, Map.of()))
                .hasMessageContaining("stable.maas.newest")
                .hasMessageContaining("'3.9' is unknown; there are 3.4");
        assertThatThrownBy(() -> read(reversed, Map.of())).hasMessageContaining("is newer than the newest");
    }

    @Test
    void certificateAndKeyMayBeOneFileOrTwo() throws IOException {
        Path certificate = Files.writeString(directory.resolve("site.pem"), "certificate");
        Path key = Files.writeString(directory.resolve("site.key"), "key");

        assertThat(read(MINIMAL + "  serve: { tls: site.pem }\n", Map.of())
                        .serve()
                        .tls())
                .contains(new Settings.Tls(certificate, certificate));
        assertThat(read(MINIMAL + "  serve: { tls: site.pem, tls-key: site.key }\n", Map.of())
                        .serve()
                        .tls())
                .contains(new Settings.Tls(certificate, key));
        assertThatThrownBy(() -> read(MINIMAL + "  serve: { tls-key: none.key }\n", Map.of()))
                .hasMessageContaining("stream-mirror.serve.tls-key: file ")
                .hasMessageContaining("none.key cannot be read")
                .hasMessageContaining("is of no use without serve.tls");
    }

    @Test
    void anExternalSignerIsACommandWithThePublicKeyOfWhatItGives() throws IOException {
        Settings.Signing signing = read(
                        MINIMAL
                                + "  signing: { command: [bin/sign, --slot, '1, 2'], public-key-file: hsm.gpg, timeout: 5s }\n",
                        Map.of())
                .signing();

        assertThat(signing.external())
                .contains(new Settings.ExternalSigner(
                        List.of(directory.resolve("bin/sign").toString(), "--slot", "1, 2"),
                        directory.resolve("hsm.gpg"),
                        Duration.ofSeconds(5)));
        assertThat(read(MINIMAL + "  signing: { command: sign, public-key-file: hsm.gpg }\n", Map.of())
                        .signing()
                        .external()
                        .orElseThrow()
                        .command())
                .containsExactly("sign");
    }

    @Test
    void halfAnExternalSignerIsRefused() {
        assertThatThrownBy(() -> read(
                        MINIMAL + "  signing: { command: [sign], passphrase-file: pin, timeout: 1ms }\n", Map.of()))
                .hasMessageContaining("stream-mirror.signing.public-key-file: is missing")
                .hasMessageContaining("stream-mirror.signing.passphrase-file: is of no use with signing.command")
                .hasMessageContaining("stream-mirror.signing.timeout: ");
        assertThatThrownBy(() -> read(MINIMAL + "  signing: { public-key-file: hsm.gpg }\n", Map.of()))
                .hasMessageContaining("is of no use without signing.command");
    }

    @Test
    void theEnvironmentOverridesSingleKeys() throws IOException {
        Settings settings = read(
                MINIMAL,
                Map.of(
                        "STREAM_MIRROR_STORE_ENDPOINT", "http://127.0.0.1:9001",
                        "STREAM_MIRROR_KAFKA_BOOTSTRAP", "127.0.0.1:9092",
                        "STREAM_MIRROR_FETCH_CONNECTIONS_PER_HOST", "2",
                        "STREAM_MIRROR_MIRRORS_STABLE_POLL_INTERVAL", "2s",
                        "STREAM_MIRROR_CONFIG", "not a key",
                        "STREAM_MIRROR_RUN", "not a key",
                        "PATH", "/bin"));

        assertThat(settings.store().endpoint()).contains(URI.create("http://127.0.0.1:9001"));
        assertThat(settings.kafka().bootstrap()).contains("127.0.0.1:9092");
        assertThat(settings.fetch().connectionsPerHost()).isEqualTo(2);
        assertThat(settings.mirrors().get(new MirrorName("stable")).pollInterval())
                .isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void allProblemsComeInOneMessageThatNamesFileAndKeys() {
        assertThatThrownBy(() -> read("""
                        stream-mirror:
                          mirrors:
                            stable:
                              source: ftp://images.example/stable
                              path: /api/x
                              poll-interval: soon
                              allow: [everything]
                              exclude-streams: ["("]
                              selections:
                                - max: 0
                                - filters: ["not a filter"]
                            other:
                              source: https://user:secret@images.example/
                              path: /other/
                            nested:
                              source: https://images.example/
                              path: /other/nested
                          fetch: { slots: 0, buffers: 1M, min-rate: lots, idle-timeout: 100ms }
                          serve: { cache-size: 999999999999999T }
                        """, Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("mirror.yaml: 14 problems")
                .hasMessageContaining("stream-mirror.mirrors.stable.source: 'ftp://images.example/stable' is not")
                .hasMessageContaining("stream-mirror.mirrors.stable.path: '/api/x' is taken")
                .hasMessageContaining("stream-mirror.mirrors.stable.poll-interval: 'soon' is not a duration")
                .hasMessageContaining("stream-mirror.mirrors.stable.allow: weakness 'everything' is unknown")
                .hasMessageContaining(
                        "stream-mirror.mirrors.stable.exclude-streams: regular expression '(' is not valid")
                .hasMessageContaining("stream-mirror.mirrors.stable.selections[0].max: '0' is not from 1")
                .hasMessageContaining(
                        "stream-mirror.mirrors.other.source: 'https://…@images.example/' carries a password")
                .hasMessageContaining("is nested in another mirror's path")
                .hasMessageContaining("stream-mirror.fetch.slots: '0' is not from 1 to 64")
                .hasMessageContaining("stream-mirror.fetch.buffers: '1M' is not from 16000000 to")
                .hasMessageContaining("stream-mirror.fetch.min-rate: 'lots' is not a size")
                .hasMessageContaining("stream-mirror.fetch.idle-timeout: '100ms' is not from 1 to 600 seconds")
                .hasMessageContaining("stream-mirror.serve.cache-size: '999999999999999T' is more bytes")
                .hasMessageNotContaining("secret");
    }

    @Test
    void unknownKeysAreRefused() {
        assertThatThrownBy(() -> read(MINIMAL + "      pathh: /x\n  fetsh: { slots: 1 }\n", Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("stream-mirror.mirrors.stable.pathh")
                .hasMessageContaining("stream-mirror.fetsh.slots");
    }

    @Test
    void anUnknownKeyDoesNotHideTheOtherProblems() {
        assertThatThrownBy(() -> read(MINIMAL + "      pathh: /x\n      poll-interval: soon\n", Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("stream-mirror.mirrors.stable.pathh")
                .hasMessageContaining("stream-mirror.mirrors.stable.poll-interval");
    }

    @Test
    void aMissingFileAndBrokenYamlAreNamed() {
        assertThatThrownBy(() -> SettingsReader.read(directory.resolve("none.yaml"), directory, Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("none.yaml")
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> read("stream-mirror: [", Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("is not readable as YAML");
        assertThatThrownBy(() -> read("", Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("mirrors");
    }

    private Settings read(String yaml, Map<String, String> environment) throws IOException {
        Path file = directory.resolve("mirror.yaml");
        Files.writeString(file, yaml);
        return SettingsReader.read(file, directory.resolve("state"), environment);
    }
}
