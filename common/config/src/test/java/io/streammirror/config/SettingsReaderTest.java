package io.streammirror.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

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
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest extends SettingsOnDisk {
    @Test
    void shouldFillDefaults() throws IOException {
        Settings settings = read(MINIMAL, Map.of());

        MirrorSettings mirror = settings.mirrors().get(new MirrorName("stable"));
        assertThat(mirror.keyring().orElseThrow().fingerprints()).hasSize(2);
        assertThat(mirror.keys().pollInterval()).isEqualTo(Duration.ofMinutes(15));
        assertThat(mirror.keys().maxRemoval()).isEqualTo(0.4);
        assertThat(mirror.selections()).isEmpty();
        assertThat(mirror.keys().wholeVersions()).isTrue();
        assertThat(settings.fetch().slots()).isEqualTo(4);
        assertThat(settings.fetch().connectionsPerHost()).isEqualTo(8);
        assertThat(settings.fetch().buffers()).isEqualTo(56_000_000);
        assertThat(settings.fetch().minRate()).isEqualTo(100_000);
        assertThat(settings.fetch().bandwidth()).isEqualTo(BandwidthPlan.UNLIMITED);
        assertThat(settings.fetch().idleTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.fetch().drainTimeout()).isEqualTo(Duration.ofSeconds(4));
        assertThat(settings.store().idleTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.store().upload()).isEqualTo(UploadWay.DIRECT);
        assertThat(settings.serve().cache().path()).isEqualTo(directory.resolve("state/cache"));
        assertThat(settings.serve().cacheSize()).isEqualTo(20_000_000_000L);
        assertThat(settings.serve().tls()).isEmpty();
        assertThat(settings.serve().connections()).isEqualTo(4000);
        assertThat(settings.serve().connectionsPerClient()).isEqualTo(512);
        assertThat(settings.serve().storeConnections()).isEqualTo(256);
        assertThat(settings.serve().drainTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.serve().traceRequests()).isFalse();
        assertThat(settings.signing().keyFile()).isEqualTo(directory.resolve("state/keys/mirror.key"));
        assertThat(settings.store().endpoint()).isEmpty();
    }

    @Test
    void shouldReadEveryKey() throws IOException {
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
                      retention: { publications: 10, grace: 48h, keep-removed: 30d, overlap: 90m, upstream-documents: 400d }
                      maas: { oldest: 3.6, newest: 4.0 }
                  fetch: { slots: 4, connections-per-host: 8, buffers: 56M, min-rate: 100K, bandwidth: off, idle-timeout: 30s, drain-timeout: 4s }
                  serve:
                    { cache: data/cache, cache-size: 20G, tls: null, tls-key: null, connections: 10, connections-per-client: 5, store-connections: 7, drain-timeout: 5s, trace-requests: true }
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
        assertThat(mirror.keys().publishAfter()).isEqualTo(Duration.ofDays(7));
        assertThat(mirror.keys().retention().publications()).isEqualTo(10);
        assertThat(mirror.keys().retention().grace()).isEqualTo(Duration.ofDays(2));
        assertThat(mirror.keepRemoved()).contains(Duration.ofDays(30));
        assertThat(mirror.keys().retention().overlap()).isEqualTo(Duration.ofMinutes(90));
        assertThat(mirror.keys().retention().upstreamDocuments()).isEqualTo(Duration.ofDays(400));
        assertThat(mirror.maas()).isEqualTo(new MaasRange("3.6", "4.0"));
        assertThat(settings.serve().cache().path()).isEqualTo(directory.resolve("state/data/cache"));
        assertThat(settings.serve().connections()).isEqualTo(10);
        assertThat(settings.serve().connectionsPerClient()).isEqualTo(5);
        assertThat(settings.serve().storeConnections()).isEqualTo(7);
        assertThat(settings.serve().drainTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.serve().traceRequests()).isTrue();
    }

    @Test
    void shouldUseDefaultsThatFitUpstreamsRhythm() throws IOException {
        MirrorSettings mirror = mirror("source: https://images.maas.io/ephemeral-v3/stable");

        assertThat(mirror.keys().maxUpstreamAge()).isEqualTo(Duration.ofDays(90));
        assertThat(mirror.keys().retention().overlap()).isEqualTo(Duration.ofHours(2));
        assertThat(mirror.keys().retention().upstreamDocuments()).isEqualTo(Duration.ofDays(365));
        assertThat(mirror.maas()).hasToString("3.4 to 3.8");
    }

    @Test
    void shouldTakeSourceWhoseHostHasAnUnderscore() throws IOException {
        assertThat(mirror("source: http://my_upstream:8080/tree").source())
                .contains(URI.create("http://my_upstream:8080/tree"));
    }

    @Test
    void shouldTakeSignedDocumentOfUnsignedSource() throws IOException {
        MirrorSettings mirror = mirror("source: http://a.example/streams/v1/index.sjson\n      unsigned: true");

        assertThat(mirror.unsigned()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"3.3, 3.8, 3.3", "3.8, 3.5, later release", "3.4, 5.0, 5.0"})
    void shouldRefuseReleasesOfMaasThatMakeNoRange(String oldest, String newest, String problem) {
        assertThatThrownBy(() -> mirror(
                        "source: http://a.example/\n      maas: { oldest: " + oldest + ", newest: " + newest + " }"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("maas")
                .hasMessageContaining(problem);
    }

    private MirrorSettings mirror(String keys) throws IOException {
        return read("stream-mirror:\n  mirrors:\n    m:\n      path: /m\n      " + keys + "\n", Map.of())
                .mirrors()
                .get(new MirrorName("m"));
    }

    @Test
    void shouldTakeCertificateAndKeyInOneFileOrTwo() throws IOException {
        Path certificate = Files.writeString(directory.resolve("site.pem"), "certificate");
        Path key = Files.writeString(directory.resolve("site.key"), "key");

        Settings.Serve one =
                read(MINIMAL + "  serve: { tls: site.pem }\n", Map.of()).serve();
        Settings.Serve two = read(MINIMAL + "  serve: { tls: site.pem, tls-key: site.key }\n", Map.of())
                .serve();

        assertThat(one.tls()).contains(certificate);
        assertThat(one.tlsKey()).isEmpty();
        assertThat(two.tls()).contains(certificate);
        assertThat(two.tlsKey()).contains(key);
        assertThatThrownBy(() -> read(MINIMAL + "  serve: { tls-key: none.key }\n", Map.of()))
                .hasMessageContaining("stream-mirror.serve.tls-key: file ")
                .hasMessageContaining("none.key cannot be read")
                .hasMessageContaining("is of no use without serve.tls");
    }

    @Test
    void shouldReadExternalSignerWithItsPublicKey() throws IOException {
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
    void shouldRefuseHalfAnExternalSigner() {
        assertThatThrownBy(() -> read(
                        MINIMAL + "  signing: { command: [sign], passphrase-file: pin, timeout: 1ms }\n", Map.of()))
                .hasMessageContaining("stream-mirror.signing.public-key-file: is missing")
                .hasMessageContaining("stream-mirror.signing.passphrase-file: is of no use with signing.command")
                .hasMessageContaining("stream-mirror.signing.timeout: ");
        assertThatThrownBy(() -> read(MINIMAL + "  signing: { public-key-file: hsm.gpg }\n", Map.of()))
                .hasMessageContaining("is of no use without signing.command");
    }

    @Test
    void shouldOverrideSingleKeysByTheEnvironment() throws IOException {
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
        assertThat(settings.mirrors().get(new MirrorName("stable")).keys().pollInterval())
                .isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void shouldNameFileAndAllProblemsInOneMessage() {
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
    void shouldRefuseUnknownKeys() {
        assertThatThrownBy(() -> read(MINIMAL + "      pathh: /x\n  fetsh: { slots: 1 }\n", Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("stream-mirror.mirrors.stable.pathh")
                .hasMessageContaining("stream-mirror.fetsh.slots");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "      pathh: /x | mirrors.stable.pathh | mirrors.stable.path",
                "      overlap: 2h | mirrors.stable.overlap | mirrors.stable.retention.overlap",
                "      retention: { keep_removed: 1d } | mirrors.stable.retention.keep_removed | mirrors.stable.retention.keep-removed",
                "      selections: [ { filter: [arch=amd64] } ] | mirrors.stable.selections[0].filter[0] | mirrors.stable.selections.filters",
                "  fetsh: { slots: 1 } | fetsh.slots | fetch.slots",
                "  fetch: { min-rates: 1 } | fetch.min-rates | fetch.min-rate"
            })
    void shouldNameNearestKeyOfUnknownOne(String line, String key, String nearest) {
        String indent = line.startsWith("fetsh") || line.startsWith("fetch") ? "  " : "      ";

        assertThatThrownBy(() -> read(MINIMAL + indent + line + "\n", Map.of()))
                .hasMessageContaining("stream-mirror." + key + ": is not a key of the configuration; is 'stream-mirror."
                        + nearest + "' meant?");
    }

    @Test
    void shouldNameNoKeyWhenNoneIsNear() {
        assertThatThrownBy(() -> read(MINIMAL + "      something-else: 1\n", Map.of()))
                .hasMessageEndingWith("stream-mirror.mirrors.stable.something-else: is not a key of the configuration");
    }

    @Test
    void shouldNameEveryKeyOnceWhenItsValueCannotBeRead() {
        assertThatThrownBy(() -> read("""
                        stream-mirror:
                          mirrors:
                            a: { source: "ftp://x/", path: /a }
                            b: { from: "A b", path: /b }
                            c: { source: "http://x/", path: "c" }
                        """, Map.of()))
                .isInstanceOfSatisfying(SettingsException.class, refusal -> assertThat(refusal.problems())
                        .hasSize(3)
                        .anyMatch(problem -> problem.startsWith("stream-mirror.mirrors.a.source: 'ftp://x/'"))
                        .anyMatch(problem -> problem.startsWith("stream-mirror.mirrors.b.from: mirror name"))
                        .anyMatch(problem -> problem.startsWith("stream-mirror.mirrors.c.path: 'c' must be")));
    }

    @Test
    void shouldNotShowValuesOfTheEnvironment() {
        assertThatThrownBy(() ->
                        read(MINIMAL, Map.of("STREAM_MIRROR_STORE_ENDPOINT", "https://user:secret@store.example/")))
                .hasMessageContaining("stream-mirror.store.endpoint: 'https://…@store.example/' carries a password")
                .hasMessageNotContaining("secret");
    }

    @Test
    void shouldNameOtherProblemsBesideUnknownKey() {
        assertThatThrownBy(() -> read(MINIMAL + "      pathh: /x\n      poll-interval: soon\n", Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("stream-mirror.mirrors.stable.pathh")
                .hasMessageContaining("stream-mirror.mirrors.stable.poll-interval");
    }

    @Test
    void shouldNameMissingFileAndBrokenYaml() {
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
}
