package io.streammirror.service;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The metric {@code stream_mirror_build_info}: always 1, with the version and the source revision of this service as labels.
 */
@Singleton
class BuildInfo {
    /** Written by the build; {@code revision} is {@code unknown} for sources that are no Git clone. */
    private static final String RESOURCE = "/META-INF/stream-mirror-build.properties";

    private final MeterRegistry registry;
    private final String version;

    BuildInfo(MeterRegistry registry, @ConfigProperty(name = "quarkus.application.version") String version) {
        this.registry = registry;
        this.version = version;
    }

    void register(@Observes StartupEvent event) {
        Gauge.builder("stream.mirror.build.info", () -> 1)
                .description("Version and source revision of this service; the value is always 1")
                .tags("version", version, "revision", revision())
                .register(registry);
    }

    private static String revision() {
        try (InputStream file = BuildInfo.class.getResourceAsStream(RESOURCE)) {
            var properties = new Properties();
            if (file != null) {
                properties.load(file);
            }
            String revision = properties.getProperty("revision", "").strip();
            return revision.isEmpty() ? "unknown" : revision;
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }
}
