package io.streammirror.fetcher.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** A body that watches its pace, and that gives the connection up when it is closed before its end. */
final class AnswerBody extends FilterInputStream {
    private final Runnable giveUp;
    private final Duration silence;
    private final PaceWatch pace;
    private boolean ended;

    /**
     * @param giveUp ends the connection; draining the rest of a large body, as the client's own closing does, would take for ever
     * @param silence after which the socket gives up, to say so
     */
    AnswerBody(InputStream body, Runnable giveUp, Duration silence, PaceWatch pace) {
        super(body);
        this.giveUp = giveUp;
        this.silence = silence;
        this.pace = pace;
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
            var slow = pace.read(count, System.nanoTime() - start);
            if (slow.isPresent()) {
                throw slow.get();
            }
            return count;
        } catch (SocketTimeoutException e) {
            var said = new SocketTimeoutException("no byte for " + silence.toSeconds() + " seconds");
            said.initCause(e);
            throw said;
        }
    }

    @Override
    public void close() {
        if (!ended) {
            giveUp.run();
        }
    }
}
