package io.streammirror.fetcher.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** A body that checks its rate, and that discards the connection if it is closed before its end. */
final class ResponseBody extends FilterInputStream {
    private final Runnable discard;
    private final Duration idleTimeout;
    private final MinimumReadRate rate;
    private boolean ended;

    /**
     * @param discard closes the connection; the client's own close would read the rest of a large body first
     * @param idleTimeout of the socket, for the message
     */
    ResponseBody(InputStream body, Runnable discard, Duration idleTimeout, MinimumReadRate rate) {
        super(body);
        this.discard = discard;
        this.idleTimeout = idleTimeout;
        this.rate = rate;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        long start = System.nanoTime();
        try {
            int count = in.read(target, offset, length);
            if (count < 0) {
                ended = true;
                return count;
            }
            var slow = rate.read(count, System.nanoTime() - start);
            if (slow.isPresent()) {
                throw slow.get();
            }
            return count;
        } catch (SocketTimeoutException e) {
            var timeout = new SocketTimeoutException("no byte for " + idleTimeout.toSeconds() + " seconds");
            timeout.initCause(e);
            throw timeout;
        }
    }

    @Override
    public void close() {
        if (!ended) {
            discard.run();
        }
    }
}
