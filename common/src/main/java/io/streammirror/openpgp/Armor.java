package io.streammirror.openpgp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.bcpg.ArmoredInputStream;
import org.bouncycastle.bcpg.ArmoredOutputStream;

/** ASCII armor: the text form of OpenPGP packets. */
final class Armor {
    private static final String BEGIN = "-----BEGIN PGP ";
    private static final String END = "-----END PGP ";

    private Armor() {}

    /** Takes packets as they are and opens armor, also several blocks one after the other (the result of {@code cat *.asc}). */
    static byte[] open(byte[] binaryOrArmored) throws IOException {
        // Latin-1 maps bytes to characters one to one, so that positions in the text are positions in the bytes.
        String text = new String(binaryOrArmored, StandardCharsets.ISO_8859_1);
        if (!text.stripLeading().startsWith(BEGIN)) {
            return binaryOrArmored;
        }
        var packets = new ByteArrayOutputStream();
        for (int begin = text.indexOf(BEGIN); begin >= 0; ) {
            int end = text.indexOf(END, begin);
            if (end < 0) {
                throw new IOException("the armor has no end line");
            }
            int next = text.indexOf(BEGIN, end);
            int length = (next < 0 ? text.length() : next) - begin;
            try (var block = new ArmoredInputStream(new ByteArrayInputStream(binaryOrArmored, begin, length))) {
                block.transferTo(packets);
            }
            begin = next;
        }
        return packets.toByteArray();
    }

    /** One block without headers: some readers mistake a brace or a colon in them for content. */
    static byte[] close(byte[] packets) {
        var text = new ByteArrayOutputStream();
        try (ArmoredOutputStream armor =
                ArmoredOutputStream.builder().clearHeaders().enableCRC(true).build(text)) {
            armor.write(packets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toByteArray();
    }
}
