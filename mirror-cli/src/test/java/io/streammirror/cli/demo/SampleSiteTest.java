package io.streammirror.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.streammirror.config.MirrorSettings;
import io.streammirror.config.SettingsReader;
import io.streammirror.simplestreams.VersionName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleSiteTest {
    @TempDir
    Path directory;

    @Test
    void shouldWriteConfigurationThatServicesAccept() throws IOException {
        try (SampleSite site = open()) {
            var settings = SettingsReader.read(site.writeConfiguration(), directory, Map.of());

            assertThat(settings.mirrors().values())
                    .extracting(MirrorSettings::source, MirrorSettings::path)
                    .containsExactly(tuple(Optional.of(site.source()), SampleSite.MIRROR_PATH));
        }
    }

    @Test
    void shouldRememberKeyAndReleasesWhenStartedAgain() throws IOException {
        byte[] keyring;
        VersionName released;
        try (SampleSite first = open()) {
            keyring = Files.readAllBytes(directory.resolve("upstream.gpg"));
            released = first.release();
        }

        try (SampleSite second = open()) {

            assertThat(directory.resolve("upstream.gpg")).hasBinaryContent(keyring);
            assertThat(second.release()).isGreaterThan(released);
        }
    }

    private SampleSite open() throws IOException {
        return SampleSite.open(directory, Clock.systemUTC());
    }
}
