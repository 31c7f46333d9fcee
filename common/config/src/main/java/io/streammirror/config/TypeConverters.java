package io.streammirror.config;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.streammirror.credentials.Credentials;
import io.streammirror.credentials.CredentialsFile;
import io.streammirror.mirror.MirrorName;
import io.streammirror.openpgp.Fingerprint;
import io.streammirror.openpgp.Keyring;
import io.streammirror.openpgp.Weakness;
import io.streammirror.store.UploadWay;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.eclipse.microprofile.config.spi.Converter;

/** Converters of types, which every key of a type uses unless it names another one. */
final class TypeConverters {
    /** Above the converters that SmallRye Config brings. */
    private static final int PRIORITY = 1000;

    private final Path base;
    private final Path data;

    /**
     * @param base the directory of the configuration file
     * @param data the data directory
     */
    TypeConverters(Path base, Path data) {
        this.base = base;
        this.data = data;
    }

    /** An empty value, as YAML's {@code null} gives it, is none. */
    private static <T> Converter<T> given(Function<String, T> converter) {
        return text -> text.isEmpty() ? null : converter.apply(text);
    }

    SmallRyeConfigBuilder register(SmallRyeConfigBuilder builder) {
        return builder.withConverter(Boolean.class, PRIORITY, Quantities::flag)
                .withConverter(Duration.class, PRIORITY, Quantities::duration)
                .withConverter(URI.class, PRIORITY, given(HttpUrl::parse))
                .withConverter(Path.class, PRIORITY, given(base::resolve))
                .withConverter(DataPath.class, PRIORITY, given(text -> new DataPath(data.resolve(text))))
                .withConverter(BandwidthPlan.class, PRIORITY, BandwidthPlan::parse)
                .withConverter(UploadWay.class, PRIORITY, UploadWay::parse)
                .withConverter(MirrorName.class, PRIORITY, given(MirrorName::new))
                .withConverter(Keyring.class, PRIORITY, given(new KeyringFinder(base)::find))
                .withConverter(Credentials.class, PRIORITY, given(text -> CredentialsFile.read(base.resolve(text))))
                .withConverter(Fingerprint.class, PRIORITY, Fingerprint::parse)
                .withConverter(Weakness.class, PRIORITY, Weakness::parse)
                .withConverter(NotificationKind.class, PRIORITY, NotificationKind::parse)
                .withConverter(ScrubWindow.class, PRIORITY, given(ScrubWindow::parse))
                .withConverter(LogFormat.class, PRIORITY, LogFormat::parse);
    }
}
