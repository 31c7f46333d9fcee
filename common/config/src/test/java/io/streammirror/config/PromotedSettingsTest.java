package io.streammirror.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.mirror.MirrorName;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Mirrors with {@code from}. */
class PromotedSettingsTest extends SettingsOnDisk {
    private static final String STAGING = """
            stream-mirror:
              mirrors:
                staging:
                  source: https://images.example/stable
                  path: /staging
            """;

    @Test
    void shouldNeedOnlyAPathBesideFrom() throws IOException {
        Settings settings = read(STAGING + """
                    production:
                      from: staging
                      path: /production
                      retention: { publications: 30, grace: 7d }
                """);

        MirrorSettings production = settings.mirrors().get(new MirrorName("production"));
        assertThat(production.from()).contains(new MirrorName("staging"));
        assertThat(production.source()).isEmpty();
        assertThat(production.unsigned()).isFalse();
        assertThat(production.keys().retention().publications()).isEqualTo(30);
        assertThat(production.keys().retention().grace()).isEqualTo(Duration.ofDays(7));
        assertThat(production.keepRemoved()).contains(Duration.ZERO);
        assertThat(settings.polled()).extracting(MirrorSettings::name).containsExactly(new MirrorName("staging"));
    }

    @Test
    void shouldTakeChainOfPromotions() throws IOException {
        Settings settings = read(STAGING + """
                    production: { from: staging, path: /production }
                    recovery: { from: production, path: /recovery }
                """);

        assertThat(settings.mirrors().get(new MirrorName("recovery")).from()).contains(new MirrorName("production"));
    }

    @Test
    void shouldRefuseKeysAboutAnUpstreamBesideFrom() {
        assertThatThrownBy(() -> read(STAGING + """
                            production:
                              from: staging
                              path: /production
                              source: https://images.example/stable
                              fallback-sources: [https://other.example/stable]
                              credentials-file: secrets
                              keyring: ubuntu-cloudimage
                              fingerprints: ["D2EB44626FDDC30B513D5BB71A5D6C4C7DB87C81"]
                              unsigned: false
                              allow: [expired-key]
                              poll-interval: 15m
                              max-upstream-age: 30d
                              max-removal: 40%
                              exclude-streams: [x]
                              selections: [{filters: [arch=amd64]}]
                              whole-versions: true
                              publish-after: 7d
                              retention: { keep-removed: 30d }
                        """))
                .isInstanceOfSatisfying(
                        SettingsException.class,
                        refusal -> assertThat(refusal.problems()).hasSize(15).allSatisfy(problem -> assertThat(problem)
                                .startsWith("stream-mirror.mirrors.production.")
                                .endsWith(
                                        "cannot stand beside 'from': the mirror reads no upstream, it has what is promoted"
                                                + " from mirror 'staging'; leave one of the two out")));
    }

    @Test
    void shouldRefuseFromThatNamesNoMirror() {
        refused(
                "production: { from: stagging, path: /p }",
                "production.from: there is no mirror 'stagging'; there are");
        refused("production: { from: STAGING, path: /p }", "production.from: mirror name 'STAGING'");
    }

    @Test
    void shouldRefusePromotionsThatBeginAtNoSource() {
        refused("production: { from: production, path: /p }", "production.from: goes round in a circle");
        refused(
                """
                a: { from: b, path: /a }
                    b: { from: c, path: /b }
                    c: { from: b, path: /c }""",
                "a.from: goes round in a circle and never reaches a mirror with a source:" + " a from b from c from b");
    }

    @Test
    void shouldNameSourceAndFromWhenBothAreMissing() {
        refused(
                "production: { path: /p }",
                "production.source: is missing: the base URL of the upstream tree; or 'from'");
    }

    private void refused(String mirrors, String problem) {
        assertThatThrownBy(() -> read(STAGING + "    " + mirrors + "\n"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("stream-mirror.mirrors." + problem);
    }

    private Settings read(String yaml) throws IOException {
        return read(yaml, Map.of());
    }
}
