package io.streammirror.system;

import io.streammirror.store.ObjectStore;
import io.streammirror.store.ObjectStoreContract;
import io.streammirror.store.StoreCredentials;
import io.streammirror.store.StoreTimeouts;
import io.streammirror.store.s3.MinioObjectStore;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.utility.DockerImageName;

/** The contract of the store on a server that is not ours; skipped where no container engine runs. */
@Testcontainers(disabledWithoutDocker = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ContainersIT extends ObjectStoreContract {
    private static final int S3_PORT = 8333;
    private static final String ACCESS_KEY = "contract";
    private static final String SECRET_KEY = "contract-secret";

    @Container
    private static final GenericContainer<?> S3 = new GenericContainer<>(
                    DockerImageName.parse(System.getenv().getOrDefault("S3_IMAGE", "chrislusf/seaweedfs:4.47")))
            // Without an identity file it takes any key pair.
            .withCommand("server", "-s3", "-dir=/data")
            .withExposedPorts(S3_PORT)
            .waitingFor(Wait.forListeningPorts(S3_PORT));

    private MinioObjectStore store;

    @BeforeAll
    void connect() {
        store = new MinioObjectStore(
                URI.create("http://" + S3.getHost() + ":" + S3.getMappedPort(S3_PORT)),
                "contract-bucket",
                "us-east-1",
                new StoreCredentials(ACCESS_KEY, SECRET_KEY),
                StoreTimeouts.DEFAULT);
        store.ensureBucket();
    }

    @AfterAll
    void disconnect() {
        store.close();
    }

    @Override
    protected ObjectStore store() {
        return store;
    }
}
