package io.streammirror.system;

import io.streammirror.openpgp.KeyAlgorithm;
import io.streammirror.openpgp.Signer;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.sample.Fault;
import io.streammirror.sample.FaultySampleUpstream;
import io.streammirror.sample.Traffic;
import io.streammirror.sample.UpstreamTree;
import io.streammirror.simplestreams.ItemPath;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;

/** An upstream in the JVM of the test, signed with a key of its own. */
final class Upstream implements AutoCloseable {
    private final SigningKey key = newKey();
    private final FaultySampleUpstream server;

    Upstream(UpstreamTree tree) {
        server = new FaultySampleUpstream(tree, signer(key));
    }

    URI base() {
        return server.base();
    }

    byte[] keyring() {
        return key.publicKeyring().binary();
    }

    Traffic traffic() {
        return server.traffic();
    }

    void publish(UpstreamTree tree) {
        server.publish(tree);
    }

    /** Publishes a tree whose index is signed by an unknown key. */
    void publishSignedByStranger(UpstreamTree tree) {
        server.publish(tree);
        byte[] index = new Web().body(base().resolve("streams/v1/index.json"));
        server.publish(tree.edit(tree.updated())
                .file(new ItemPath("streams/v1/index.sjson"), signer(newKey()).clearSign(index))
                .build());
    }

    void throttle(long bytesPerSecond) {
        server.throttle(bytesPerSecond);
    }

    void fail(Fault.Plan plan) {
        server.fail(plan);
    }

    /** A new key that no keyring contains. */
    static SigningKey newKey() {
        return SigningKey.generate(
                "Test upstream", KeyAlgorithm.ED25519, Instant.now().minusSeconds(60));
    }

    private static Signer signer(SigningKey key) {
        return new Signer(key, Clock.systemUTC());
    }

    @Override
    public void close() {
        server.close();
    }
}
