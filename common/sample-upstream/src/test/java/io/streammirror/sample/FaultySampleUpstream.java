package io.streammirror.sample;

import io.streammirror.openpgp.Signer;
import java.net.URI;
import java.util.List;

/** A sample upstream on loopback whose requests are counted and can fail. */
public final class FaultySampleUpstream implements AutoCloseable {
    private final FaultFilter filter = new FaultFilter();
    private final SampleUpstream upstream;

    /** Starts to serve on a free port. */
    public FaultySampleUpstream(UpstreamTree tree, Signer signer) {
        upstream = new SampleUpstream(tree, signer, SampleUpstream.LOOPBACK, List.of(filter));
    }

    /** The URL to configure as the source of a mirror; it ends in a slash. */
    public URI base() {
        return upstream.base();
    }

    public void publish(UpstreamTree tree) {
        upstream.publish(tree);
    }

    public void throttle(long bytesPerSecond) {
        upstream.throttle(bytesPerSecond);
    }

    /** Requests from now on fail as planned. */
    public void fail(Fault.Plan plan) {
        filter.fail(plan);
    }

    public Traffic traffic() {
        return filter.traffic();
    }

    @Override
    public void close() {
        upstream.close();
    }
}
