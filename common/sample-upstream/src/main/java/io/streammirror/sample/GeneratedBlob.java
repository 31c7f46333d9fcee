package io.streammirror.sample;

import io.streammirror.simplestreams.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Pseudo-random content (SplitMix64 of seed and position), so that any part can be made without the parts before it. */
record GeneratedBlob(long seed, long size, Sha256 sha256) implements Blob {
    private static final int BUFFER = 64 * 1024;

    static GeneratedBlob of(String seed, long size) {
        long start = ByteBuffer.wrap(Sha256.newDigest().digest(seed.getBytes(StandardCharsets.UTF_8)))
                .getLong();
        MessageDigest digest = Sha256.newDigest();
        try (var content = new Content(start, 0, size)) {
            var buffer = new byte[BUFFER];
            for (int n = content.read(buffer, 0, BUFFER); n > 0; n = content.read(buffer, 0, BUFFER)) {
                digest.update(buffer, 0, n);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new GeneratedBlob(start, size, Sha256.ofDigest(digest.digest()));
    }

    @Override
    public InputStream openAt(long from) {
        return new Content(seed, from, size);
    }

    private static final class Content extends InputStream {
        private final long seed;
        private final long size;
        private final ByteBuffer words =
                ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN).limit(0);
        private long position;

        Content(long seed, long from, long size) {
            this.seed = seed;
            this.position = from;
            this.size = size;
        }

        @Override
        public int read() {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (length == 0) {
                return 0;
            }
            if (position >= size) {
                return -1;
            }
            if (!words.hasRemaining()) {
                fill();
            }
            int count = (int) Math.min(Math.min(length, words.remaining()), size - position);
            words.get(target, offset, count);
            position += count;
            return count;
        }

        private void fill() {
            words.clear();
            long word = position / Long.BYTES;
            while (words.hasRemaining()) {
                words.putLong(mix(seed + word++ * 0x9e3779b97f4a7c15L));
            }
            words.flip().position((int) (position % Long.BYTES));
        }

        private static long mix(long value) {
            long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
            mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
            return mixed ^ (mixed >>> 31);
        }
    }
}
