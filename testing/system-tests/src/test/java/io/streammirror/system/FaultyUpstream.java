package io.streammirror.system;

import io.streammirror.sample.SampleUpstream;
import io.streammirror.sample.UpstreamTree;
import io.streammirror.system.fault.FaultPlan;
import io.streammirror.system.fault.FaultPorts;
import io.streammirror.system.fault.FaultProxy;
import io.streammirror.system.fault.FaultTally;
import java.net.URI;

/** An upstream that is right, behind a proxy that is not. */
final class FaultyUpstream implements AutoCloseable {
    private final Upstream upstream;
    private final FaultProxy proxy;

    FaultyUpstream(UpstreamTree tree, FaultTally tally) {
        upstream = new Upstream(tree);
        proxy = new FaultProxy(FaultPorts.next(), upstream.base().getPort(), tally);
    }

    /** The source of the mirrors; ends in a slash. */
    URI base() {
        return proxy.root().resolve(SampleUpstream.BASE_PATH);
    }

    /** An address of the true server, under another name of this host. */
    URI elsewhere(String path) {
        return URI.create("http://localhost:" + upstream.base().getPort() + SampleUpstream.BASE_PATH + path);
    }

    byte[] keyring() {
        return upstream.keyring();
    }

    void publish(UpstreamTree tree) {
        upstream.publish(tree);
    }

    void plan(FaultPlan plan) {
        proxy.plan(plan);
    }

    void throttle(long bytesPerSecond) {
        upstream.throttle(bytesPerSecond);
    }

    /** The requests that came for a path below the base, whatever became of them. */
    int requests(String path) {
        return proxy.requests("GET", SampleUpstream.BASE_PATH + path);
    }

    void vanish() {
        proxy.vanish();
    }

    void appear() {
        proxy.appear();
    }

    @Override
    public void close() {
        proxy.close();
        upstream.close();
    }
}
