package io.streammirror.service;

import io.quarkus.runtime.Quarkus;
import io.streammirror.config.Settings;
import io.streammirror.config.SettingsException;
import io.streammirror.store.StoreCredentials;
import io.streammirror.store.StoreCredentialsException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;

/** The way every service starts: configuration first, so that a bad one ends in one clear message and exit code 2. */
public final class ServiceStart {
    /** Exit code of what an operator has to set right before the service can work. */
    static final int USAGE = 2;

    private ServiceStart() {}

    /** Starts Quarkus once the configuration is known to be good; returns only when the service has ended. */
    public static void run(String... arguments) {
        run(settings -> {}, arguments);
    }

    /**
     * Starts Quarkus as {@link #run(String...)} does.
     *
     * @param requirements what else must be right before anything starts; throws a {@link SettingsException} if it is not
     * @param arguments {@code --rehearse} or none: {@link Rehearsal}
     */
    public static void run(Consumer<Settings> requirements, String... arguments) {
        try {
            ServiceEnvironment environment = environment(arguments);
            requireRemoteParts(environment.settings());
            requirements.accept(environment.settings());
            giveKafkaItsProperties(environment.settings().kafka());
            environment.parent().ifPresent(ParentWatch::exitWith);
            EnvironmentProducer.use(environment);
        } catch (SettingsException e) {
            System.err.println(e.getMessage());
            System.exit(USAGE);
        }
        Quarkus.run(arguments);
    }

    private static ServiceEnvironment environment(String... arguments) {
        if (!Rehearsal.isAskedFor(arguments)) {
            return ServiceEnvironment.read(System.getenv());
        }
        Rehearsal.tellQuarkus();
        return ServiceEnvironment.read(Rehearsal.environment());
    }

    /** Only the local stack can do without: it passes the endpoints of its embedded broker and store. */
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

    /** Quarkus hands every property below {@code kafka.} to all clients, ours and the messaging connector's. */
    private static void giveKafkaItsProperties(Settings.Kafka kafka) {
        kafka.propertiesFile().ifPresent(file -> load(file)
                .forEach((key, value) -> System.setProperty("kafka." + key, String.valueOf(value))));
        kafka.bootstrap().ifPresent(servers -> System.setProperty("kafka.bootstrap.servers", servers));
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
