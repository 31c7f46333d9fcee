package io.streammirror.sample;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Counts the requests and bytes of a sample upstream, and makes requests fail as planned. */
final class FaultFilter extends Filter {
    private final Traffic traffic = new Traffic();
    private volatile Fault.Plan plan = Fault.Plan.NONE;

    Traffic traffic() {
        return traffic;
    }

    void fail(Fault.Plan replacement) {
        plan = replacement;
    }

    @Override
    public String description() {
        return "counts traffic and injects faults";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        String path = UpstreamHandler.pathBelowBase(exchange);
        Optional<Fault> fault = plan.faultFor(path, traffic.countRequest(path));
        if (fault.isPresent() && fault.get() instanceof Fault.Status status) {
            exchange.sendResponseHeaders(status.code(), -1);
            exchange.close();
            return;
        }
        exchange.setStreams(null, new Body(exchange, path, fault));
        chain.doFilter(exchange);
    }

    /** Counts bytes before they are sent, so that a client that has read them finds them counted. */
    private final class Body extends FilterOutputStream {
        private final HttpExchange exchange;
        private final String path;
        private final Optional<Fault> fault;
        private long sent;

        Body(HttpExchange exchange, String path, Optional<Fault> fault) {
            super(exchange.getResponseBody());
            this.exchange = exchange;
            this.path = path;
            this.fault = fault;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            long limit = fault.isPresent() && fault.get() instanceof Fault.Cut cut ? cut.afterBytes() : Long.MAX_VALUE;
            int count = (int) Math.min(length, limit - sent);
            damage(bytes, from, count);
            traffic.countBytes(path, count);
            OutputStream target = out;
            target.write(bytes, from, count);
            sent += count;
            if (count < length) {
                target.flush();
                throw new IOException("cut after " + sent + " bytes, as planned");
            }
        }

        private void damage(byte[] bytes, int from, int count) {
            if (fault.isPresent() && fault.get() instanceof Fault.Corrupt corrupt) {
                long index = corrupt.offset() - firstByte() - sent;
                if (index >= 0 && index < count) {
                    bytes[from + (int) index] ^= (byte) 0xff;
                }
            }
        }

        /** The offset in the file of the first byte of this response. */
        private long firstByte() {
            String range = exchange.getResponseHeaders().getFirst("Content-Range");
            return range == null ? 0 : Long.parseLong(range.replaceFirst("bytes ([0-9]+)-.*", "$1"));
        }
    }
}
