package io.streammirror.service;

import io.quarkus.runtime.Quarkus;
import io.streammirror.config.LogFormat;
import io.streammirror.config.Settings;
import io.streammirror.config.SettingsException;
import io.streammirror.service.log.SafeLogFilter;
import io.streammirror.store.StoreCredentials;
import io.streammirror.store.StoreCredentialsException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;

/** Starts a service. The configuration is read first, so that a wrong one ends in one clear message and exit code 2. */
public final class ServiceStart {
    /** Exit code of an error that an operator must correct before the service can work. */
    static final int USAGE = 2;

    private ServiceStart() {}

    /** Reads the configuration, then runs Quarkus; returns when the service ends. */
    public static void run(String... arguments) {
        run(settings -> {}, arguments);
    }

    /**
     * Starts Quarkus as {@link #run(String...)} does.
     *
     * @param requirements further checks before anything starts; they throw a {@link SettingsException}
     * @param arguments {@code --training-run} or none: {@link TrainingRun}
     */
    public static void run(Consumer<Settings> requirements, String... arguments) {
        try {
            ServiceEnvironment environment = environment(arguments);
            requireRemoteParts(environment.settings());
            requirements.accept(environment.settings());
            configureKafka(environment.settings().kafka());
            configureLogging(environment.settings().logging());
            environment.parent().ifPresent(ParentWatch::exitWith);
            EnvironmentProducer.use(environment);
        } catch (SettingsException e) {
            System.err.println(e.getMessage());
            System.exit(USAGE);
        }
        Quarkus.run(arguments);
    }

    private static ServiceEnvironment environment(String... arguments) {
        if (!TrainingRun.isRequested(arguments)) {
            return ServiceEnvironment.read(System.getenv());
        }
        TrainingRun.configureQuarkus();
        return ServiceEnvironment.read(TrainingRun.environment());
    }

    /** Required unless the local stack passes the endpoints of its embedded broker and store. */
    private static void requireRemoteParts(Settings settings) {
        if (settings.store().endpoint().isEmpty()
                || settings.store().credentialsFile().isEmpty()) {
            throw new SettingsException(
                    "configuration",
                    List.of(
                            "stream-mirror.store: endpoint and credentials-file must be set where the embedded store is not used"));
        }
        try {
            StoreCredentials.read(settings.store().credentialsFile().get());
        } catch (StoreCredentialsException e) {
            throw new SettingsException(
                    "configuration", List.of("stream-mirror.store.credentials-file: " + e.getMessage()));
        }
        if (settings.kafka().bootstrap().isEmpty()) {
            throw new SettingsException(
                    "configuration",
                    List.of("stream-mirror.kafka.bootstrap: must be set where the embedded broker is not used"));
        }
    }

    /** Quarkus passes every property below {@code kafka.} to all Kafka clients. */
    private static void configureKafka(Settings.Kafka kafka) {
        kafka.propertiesFile().ifPresent(file -> load(file)
                .forEach((key, value) -> System.setProperty("kafka." + key, String.valueOf(value))));
        kafka.bootstrap().ifPresent(servers -> System.setProperty("kafka.bootstrap.servers", servers));
    }

    private static void configureLogging(Settings.Logging logging) {
        if (logging.format() == LogFormat.JSON) {
            System.setProperty(SafeLogFilter.JSON, "true");
        }
    }

    private static Properties load(Path file) {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new SettingsException(
                    "configuration",
                    List.of("stream-mirror.kafka.properties-file: " + file + " cannot be read ("
                            + e.getClass().getSimpleName() + ")"));
        }
        return properties;
    }
}
