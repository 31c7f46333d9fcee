package io.streammirror.openpgp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The keybox ({@code pubring.kbx}) in which GnuPG 2.1 and later keep public keys; gpgv reads it like a keyring.
 *
 * <p>A sequence of blobs, each with its length, its type and, for an OpenPGP key, where in it the packets are. Source:
 * the comment at the top of GnuPG's {@code kbx/keybox-blob.c}.
 */
final class Keybox {
    private static final byte[] MAGIC = "KBXf".getBytes(StandardCharsets.US_ASCII);
    private static final int MAGIC_AT = 8;
    private static final int OPENPGP = 2;
    private static final int MIN_BLOB = 16;

    private Keybox() {}

    static boolean isOne(byte[] file) {
        return file.length >= MAGIC_AT + MAGIC.length
                && Arrays.equals(file, MAGIC_AT, MAGIC_AT + MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /** The packets of all OpenPGP keys; X.509 certificates are passed over. */
    static byte[] packets(byte[] file) throws IOException {
        var packets = new ByteArrayOutputStream();
        var box = ByteBuffer.wrap(file);
        for (int blob = 0; blob < file.length; ) {
            long length = file.length - blob < 5 ? 0 : Integer.toUnsignedLong(box.getInt(blob));
            if (length < 5 || length > file.length - blob) {
                throw new IOException("the keybox is cut off or damaged at byte " + blob);
            }
            if (box.get(blob + 4) == OPENPGP) {
                if (length < MIN_BLOB) {
                    throw new IOException("the keybox is damaged at byte " + blob);
                }
                long offset = Integer.toUnsignedLong(box.getInt(blob + 8));
                long size = Integer.toUnsignedLong(box.getInt(blob + 12));
                if (offset + size > length) {
                    throw new IOException("the keybox is damaged at byte " + blob);
                }
                packets.write(file, blob + (int) offset, (int) size);
            }
            blob += (int) length;
        }
        return packets.toByteArray();
    }
}
