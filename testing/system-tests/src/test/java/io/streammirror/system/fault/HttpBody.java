package io.streammirror.system.fault;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The body that follows a head: its stream ends where the body does, and fails where it is cut. */
final class HttpBody {
    private HttpBody() {}

    static InputStream ofRequest(HttpHead head, InputStream in) {
        if (head.isChunked()) {
            return new Chunks(in);
        }
        return new Counted(in, head.length().orElse(0));
    }

    static InputStream ofAnswer(HttpHead head, String method, InputStream in) {
        if (isEmpty(head, method)) {
            return InputStream.nullInputStream();
        }
        if (head.isChunked()) {
            return new Chunks(in);
        }
        return head.length().isPresent() ? new Counted(in, head.length().getAsLong()) : in;
    }

    /** Answers that have no body whatever their fields say (RFC 9112, section 6.3). */
    static boolean isEmpty(HttpHead answer, String method) {
        return method.equals("HEAD") || answer.status() == 204 || answer.status() == 304;
    }

    private static final class Counted extends InputStream {
        private final InputStream in;
        private long left;

        Counted(InputStream in, long length) {
            this.in = in;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0 || length == 0) {
                return left == 0 ? -1 : 0;
            }
            int count = in.read(target, offset, (int) Math.min(length, left));
            if (count < 0) {
                throw new EOFException("the body is cut short");
            }
            left -= count;
            return count;
        }
    }

    private static final class Chunks extends InputStream {
        private final InputStream in;
        private long left;
        private boolean begun;
        private boolean ended;

        Chunks(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0 && !ended) {
                nextChunk();
            }
            if (ended) {
                return -1;
            }
            int count = in.read(target, offset, (int) Math.min(length, left));
            if (count < 0) {
                throw new EOFException("the body is cut short");
            }
            left -= count;
            return count;
        }

        private void nextChunk() throws IOException {
            if (begun) {
                line();
            }
            begun = true;
            left = Long.parseLong(line().split(";", 2)[0].strip(), 16);
            if (left == 0) {
                ended = true;
                while (!line().isEmpty()) {
                    // Trailers are of no use here.
                }
            }
        }

        private String line() throws IOException {
            var line = new StringBuilder();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new EOFException("the body is cut short");
                }
                if (next != '\r') {
                    line.append((char) next);
                }
            }
            return line.toString();
        }
    }
}
