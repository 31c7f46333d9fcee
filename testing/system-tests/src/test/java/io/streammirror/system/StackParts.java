package io.streammirror.system;

import io.streammirror.stack.EmbeddedBroker;
import io.streammirror.stack.EmbeddedS3;
import io.streammirror.store.StoreCredentials;
import io.streammirror.system.fault.FaultPorts;
import io.streammirror.system.fault.FaultProxy;
import io.streammirror.system.fault.FaultTally;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Broker and store of a stack, in the JVM of the test, where they can be ended and started again while the services run. */
final class StackParts implements AutoCloseable {
    static final String BUCKET = "stream-mirror";

    private final Path directory;
    private final int brokerPort = FaultPorts.next();
    private final int controllerPort = FaultPorts.next();
    private final int s3Port = FaultPorts.next();
    private final Path credentialsFile;
    private final FaultProxy storeProxy;
    private EmbeddedBroker broker;
    private EmbeddedS3 s3;

    StackParts(Path directory, FaultTally tally) {
        this.directory = directory;
        this.credentialsFile = write(
                directory.resolve("credentials"), "access-key=faults\nsecret-key=0123456789abcdef0123456789abcdef\n");
        this.broker = startBroker();
        this.s3 = startS3();
        this.storeProxy = new FaultProxy(FaultPorts.next(), s3Port, tally);
    }

    String bootstrap() {
        return "127.0.0.1:" + brokerPort;
    }

    /** The way to the store on which things go wrong; what the services are configured with. */
    FaultProxy store() {
        return storeProxy;
    }

    /** The way to the store on which nothing goes wrong. */
    URI trueStore() {
        return URI.create("http://127.0.0.1:" + s3Port);
    }

    Path credentialsFile() {
        return credentialsFile;
    }

    void stopBroker() {
        broker.close();
    }

    void resumeBroker() {
        broker = startBroker();
    }

    /** Cuts what the store is at. */
    void stopS3() {
        s3.close();
    }

    void resumeS3() {
        s3 = startS3();
    }

    /** The bucket is gone, with all that is in it, as when a disk is no longer mounted. */
    void hideBucket() {
        move(bucket(), hidden());
    }

    /** And is back; what was created in its place is not. */
    void showBucket() {
        if (Files.exists(bucket())) {
            move(bucket(), directory.resolve("stand-in-" + System.nanoTime()));
        }
        move(hidden(), bucket());
    }

    private Path bucket() {
        return directory.resolve("s3").resolve(BUCKET);
    }

    private Path hidden() {
        return directory.resolve("hidden-bucket");
    }

    private EmbeddedBroker startBroker() {
        return EmbeddedBroker.start(directory.resolve("kafka"), brokerPort, controllerPort);
    }

    private EmbeddedS3 startS3() {
        return EmbeddedS3.start(directory.resolve("s3"), s3Port, StoreCredentials.read(credentialsFile));
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        storeProxy.close();
        s3.close();
        broker.close();
    }
}
