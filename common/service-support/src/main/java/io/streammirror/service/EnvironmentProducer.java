package io.streammirror.service;

import io.streammirror.config.Settings;
import io.streammirror.http.EnvironmentProxies;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;

/** Makes what the process was given injectable. */
@Singleton
public class EnvironmentProducer {
    private static final AtomicReference<ServiceEnvironment> CURRENT = new AtomicReference<>();

    /** Hands over what {@link ServiceStart} has read and found good before the container existed. */
    static void use(ServiceEnvironment environment) {
        CURRENT.set(environment);
    }

    @Produces
    @Singleton
    ServiceEnvironment environment() {
        ServiceEnvironment environment = CURRENT.get();
        if (environment == null) {
            throw new IllegalStateException("the service was not started by ServiceStart");
        }
        return environment;
    }

    @Produces
    @Singleton
    Settings settings(ServiceEnvironment environment) {
        return environment.settings();
    }

    @Produces
    @Singleton
    EnvironmentProxies proxies(ServiceEnvironment environment) {
        return environment.proxies();
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
