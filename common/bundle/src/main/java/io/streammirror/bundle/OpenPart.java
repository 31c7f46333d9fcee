package io.streammirror.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A tar part that is being written. */
final class OpenPart {
    /** The smallest unit of a tar file; larger blocks would hide where the bytes of an entry begin. */
    private static final int RECORD_BYTES = 512;

    /** The owner may write, everybody may read. */
    private static final int MODE = 0644;

    private final Path file;
    private final Path temporary;
    private final int number;
    private final FileChannel channel;
    private final TarArchiveOutputStream tar;
    private long position;

    OpenPart(Path file, int number) throws IOException {
        this.file = file;
        this.number = number;
        this.temporary = file.resolveSibling(file.getFileName() + ".partial");
        this.channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        this.tar = new TarArchiveOutputStream(new Counted(), RECORD_BYTES);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    }

    int number() {
        return number;
    }

    long position() {
        return position;
    }

    /** Begins an entry and answers where its bytes begin in the file. */
    long begin(String name, long length) throws IOException {
        var entry = new TarArchiveEntry(name);
        entry.setSize(length);
        entry.setMode(MODE);
        entry.setModTime(0L); // the same blobs make the same part
        tar.putArchiveEntry(entry);
        return position;
    }

    void write(byte[] bytes, int length) throws IOException {
        tar.write(bytes, 0, length);
    }

    void end() throws IOException {
        tar.closeArchiveEntry();
    }

    /** Writes everything to the medium and gives the file its name. */
    BundlePart finish() throws IOException {
        tar.finish();
        tar.flush();
        channel.force(true);
        tar.close();
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        return new BundlePart(number, position);
    }

    void discard() throws IOException {
        channel.close();
        Files.deleteIfExists(temporary);
    }

    private final class Counted extends OutputStream {
        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            position += length;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
