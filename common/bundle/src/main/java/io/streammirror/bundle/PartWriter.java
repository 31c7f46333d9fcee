package io.streammirror.bundle;

import io.streammirror.codec.Json;
import io.streammirror.simplestreams.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes blobs one after the other into tar parts of a bounded size. A blob that fits into one part is never cut.
 *
 * <p>A part has its name only when it is complete and on the medium.
 */
final class PartWriter implements AutoCloseable {
    /** Room for what is around the bytes of a blob: headers, padding, extended headers and the end of the archive. */
    static final int MAX_OVERHEAD = 4096;

    private static final int BUFFER_BYTES = 1 << 20;

    private final Path directory;
    private final String bundle;
    private final long maxPartBytes;
    private final LongConsumer progress;
    private final List<BundlePart> done = new ArrayList<>();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private @Nullable OpenPart open;

    /**
     * @param bundle id of the bundle
     * @param maxPartBytes the largest size of a part's file
     * @param progress takes the number of bytes of each step
     */
    PartWriter(Path directory, String bundle, long maxPartBytes, LongConsumer progress) {
        this.directory = directory;
        this.bundle = bundle;
        this.maxPartBytes = maxPartBytes;
        this.progress = progress;
    }

    /**
     * Appends a blob.
     *
     * @param source read to its end; the caller closes it
     * @throws IOException when the medium cannot be written or the source cannot be read
     * @throws BundleException when the bytes are not those of the blob
     */
    BundledBlob add(Sha256 sha256, long size, InputStream source) throws IOException {
        var pieces = new ArrayList<Piece>();
        MessageDigest digest = Sha256.newDigest();
        long rest = size;
        do {
            OpenPart part = partFor(rest);
            long length = Math.min(rest, room(part));
            String name = "blobs/" + sha256 + (length == size ? "" : ".%04d".formatted(pieces.size() + 1));
            long offset = part.begin(name, length);
            copy(source, length, part, digest, sha256);
            part.end();
            pieces.add(new Piece(part.number(), offset, length));
            rest -= length;
        } while (rest > 0);
        if (source.read() != -1 || !Sha256.ofDigest(digest.digest()).equals(sha256)) {
            throw damaged(sha256);
        }
        return new BundledBlob(sha256, size, pieces);
    }

    private void copy(InputStream source, long length, OpenPart part, MessageDigest digest, Sha256 sha256)
            throws IOException {
        long left = length;
        while (left > 0) {
            int read = source.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
            if (read == 0) {
                throw damaged(sha256);
            }
            digest.update(buffer, 0, read);
            part.write(buffer, read);
            left -= read;
            progress.accept(read);
        }
    }

    private static BundleException damaged(Sha256 sha256) {
        return new BundleException("blob " + sha256 + " is damaged in the store: run 'mirror verify', which has it"
                + " replaced; then export again");
    }

    /** The part that takes the next bytes: a new one where the rest of a blob would fit into that one only. */
    private OpenPart partFor(long rest) throws IOException {
        OpenPart part = open;
        boolean fits = part != null && (rest <= room(part) || (rest > capacity() && room(part) > 0));
        if (part != null && fits) {
            return part;
        }
        closePart();
        return begin();
    }

    private OpenPart begin() throws IOException {
        int number = done.size() + 1;
        var part = new OpenPart(directory.resolve(BundlePart.fileName(number)), number);
        open = part;
        byte[] label = Json.pretty(new PartLabel(PartLabel.FORMAT, bundle, number));
        part.begin(PartLabel.ENTRY, label.length);
        part.write(label, label.length);
        part.end();
        return part;
    }

    private long room(OpenPart part) {
        return Math.max(0, maxPartBytes - part.position() - MAX_OVERHEAD);
    }

    /** What an empty part takes of a blob. */
    private long capacity() {
        return maxPartBytes - 2L * MAX_OVERHEAD;
    }

    private void closePart() throws IOException {
        if (open != null) {
            done.add(open.finish());
            open = null;
        }
    }

    /** Completes the last part and answers all of them. */
    List<BundlePart> finish() throws IOException {
        closePart();
        return List.copyOf(done);
    }

    /** Deletes the part that was not completed. */
    @Override
    public void close() throws IOException {
        if (open != null) {
            open.discard();
            open = null;
        }
    }
}
