package io.streammirror.service;

import io.streammirror.config.Settings;
import io.streammirror.decision.DecisionLog;
import io.streammirror.store.CreationCheck;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreCredentials;
import io.streammirror.store.StoreTimeouts;
import io.streammirror.store.s3.MinioObjectStore;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes the object store that the configuration names injectable, and the log in it. */
@Singleton
public class StoreProducer {
    @Produces
    @Singleton
    ObjectStore store(Settings settings) {
        return connect(settings.store());
    }

    /** For what is done before anything can be injected; whoever connects closes. */
    public static MinioObjectStore connect(Settings.Store store) {
        return new MinioObjectStore(
                store.endpoint().orElseThrow(),
                store.bucket(),
                store.region(),
                StoreCredentials.read(store.credentialsFile().orElseThrow()),
                StoreTimeouts.DEFAULT.withIdle(store.idleTimeout()),
                store.upload());
    }

    void close(@Disposes ObjectStore store) {
        if (store instanceof MinioObjectStore minio) {
            minio.close();
        }
    }

    @Produces
    @Singleton
    CreationCheck creationCheck(ObjectStore store, Settings settings) {
        Settings.Store where = settings.store();
        return new CreationCheck(
                store, where.endpoint().orElseThrow() + ", bucket " + where.bucket(), where.singleWriter());
    }

    @Produces
    @Singleton
    DecisionLog log(ObjectStore store, Clock clock, ServiceEnvironment environment, CreationCheck check) {
        return new DecisionLog(store, clock, environment.writer(), check::require);
    }
}
