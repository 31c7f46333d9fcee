package io.streammirror.openpgp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.bcpg.ArmoredOutputStream;

/** ASCII armor (RFC 9580, section 6): the text form of OpenPGP packets. */
final class Armor {
    static final String SIGNATURE = "SIGNATURE";
    static final String PUBLIC_KEY = "PUBLIC KEY BLOCK";
    static final String SECRET_KEY = "PRIVATE KEY BLOCK";

    private Armor() {}

    static String begin(String kind) {
        return "-----BEGIN PGP " + kind + "-----";
    }

    static String end(String kind) {
        return "-----END PGP " + kind + "-----";
    }

    /**
     * Takes packets as they are and opens armor, also several blocks one after the other (the result of {@code cat *.asc}).
     *
     * @param kinds of blocks that may be there; with another, or with text between the blocks, the whole is refused
     */
    static byte[] open(byte[] binaryOrArmored, String... kinds) throws IOException {
        return isText(binaryOrArmored) ? new ArmorReader(binaryOrArmored, kinds).packets() : binaryOrArmored;
    }

    /** The packets of keys; of armored ones all blocks, whatever text stands around them, as gpg imports them. */
    static byte[] openKeys(byte[] binaryOrArmored) throws IOException {
        return isArmoredKeys(binaryOrArmored)
                ? new ArmorReader(withoutByteOrderMark(binaryOrArmored), PUBLIC_KEY, SECRET_KEY).packetsAmongText()
                : binaryOrArmored;
    }

    /** Whether it is text with a block of keys in it. */
    static boolean isArmoredKeys(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return withoutByteOrderMark(bytes).length > 0
                && withoutByteOrderMark(bytes)[0] >= 0
                && !Keybox.isOne(bytes)
                && (text.contains(begin(PUBLIC_KEY)) || text.contains(begin(SECRET_KEY)));
    }

    private static byte[] withoutByteOrderMark(byte[] bytes) {
        boolean marked =
                bytes.length > 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf;
        return marked && bytes[3] >= 0 ? Arrays.copyOfRange(bytes, 3, bytes.length) : bytes;
    }

    /** Every packet starts with a byte above 127, every armor with blanks or a dash. */
    private static boolean isText(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).stripLeading().startsWith("-----BEGIN PGP ");
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
