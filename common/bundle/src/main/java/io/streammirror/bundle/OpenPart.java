package io.streammirror.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A tar part that is being written. The library makes the headers; the bytes of entries go straight to the file, because it would
 * write them in records of 512 bytes.
 */
final class OpenPart {
    /** The smallest unit of a tar file; larger blocks would hide where the bytes of an entry begin. */
    private static final int RECORD_BYTES = 512;

    /** Two empty records end an archive. */
    private static final int END_RECORDS = 2;

    /** The owner may write, everybody may read. */
    private static final int MODE = 0644;

    private final Path file;
    private final Path temporary;
    private final int number;
    private final FileChannel channel;
    private long position;
    private long entryEnd;

    OpenPart(Path file, int number) throws IOException {
        this.file = file;
        this.number = number;
        this.temporary = file.resolveSibling(file.getFileName() + ".partial");
        this.channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    int number() {
        return number;
    }

    long position() {
        return position;
    }

    /** Begins an entry and answers where its bytes begin in the file. */
    long begin(String name, long length) throws IOException {
        byte[] header = header(name, length);
        append(header, header.length);
        entryEnd = position + length;
        return position;
    }

    private static byte[] header(String name, long length) throws IOException {
        var entry = new TarArchiveEntry(name);
        entry.setSize(length);
        entry.setMode(MODE);
        entry.setModTime(0L); // the same blobs make the same part
        var bytes = new ByteArrayOutputStream();
        var tar = new TarArchiveOutputStream(bytes, RECORD_BYTES);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.putArchiveEntry(entry);
        return bytes.toByteArray();
    }

    /** Appends bytes of the entry that was begun. */
    void write(byte[] bytes, int length) throws IOException {
        if (length > entryEnd - position) {
            throw new IOException("the entry has more bytes than its header says");
        }
        append(bytes, length);
    }

    /** Ends the entry, which must have as many bytes as its header says. */
    void end() throws IOException {
        if (position != entryEnd) {
            throw new IOException("the entry has fewer bytes than its header says");
        }
        int used = (int) (position % RECORD_BYTES);
        if (used > 0) {
            append(new byte[RECORD_BYTES - used], RECORD_BYTES - used);
        }
    }

    /** Writes everything to the medium and gives the file its name. */
    BundlePart finish() throws IOException {
        append(new byte[END_RECORDS * RECORD_BYTES], END_RECORDS * RECORD_BYTES);
        channel.force(true);
        channel.close();
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        return new BundlePart(number, position);
    }

    void discard() throws IOException {
        channel.close();
        Files.deleteIfExists(temporary);
    }

    private void append(byte[] bytes, int length) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes, 0, length);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
        position += length;
    }
}
