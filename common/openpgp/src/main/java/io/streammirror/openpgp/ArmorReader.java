package io.streammirror.openpgp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.bcpg.CRC24;

/**
 * Reads armored blocks and nothing else: one reader must not skip what another takes for content.
 *
 * <p>The checksum may be absent (RFC 9580, section 6.1), but a wrong one means that the file is damaged.
 */
final class ArmorReader {
    private static final int CHECKSUM_LINE = "=abcd".length();

    private final TextLines lines;
    private final List<String> kinds;
    private final ByteArrayOutputStream packets = new ByteArrayOutputStream();

    ArmorReader(byte[] armored, String... kinds) {
        this.lines = new TextLines(armored);
        this.kinds = List.of(kinds);
    }

    /** The packets of all blocks, one after the other. */
    byte[] packets() throws IOException {
        while (lines.advance()) {
            if (lines.length() > 0) {
                readBlock(kindOfBlock());
            }
        }
        return packets.toByteArray();
    }

    /** The packets of all blocks; every line outside of them is passed over. */
    byte[] packetsAmongText() throws IOException {
        while (lines.advance()) {
            for (String kind : kinds) {
                if (lines.is(Armor.begin(kind))) {
                    readBlock(kind);
                    break;
                }
            }
        }
        return packets.toByteArray();
    }

    private String kindOfBlock() throws IOException {
        for (String kind : kinds) {
            if (lines.is(Armor.begin(kind))) {
                return kind;
            }
        }
        throw fault("'" + Armor.begin(kinds.get(0)) + "' belongs here");
    }

    private void readBlock(String kind) throws IOException {
        skipHeaders(kind);
        var base64 = new StringBuilder();
        while (next(kind) && !lines.is(Armor.end(kind)) && !isChecksum()) {
            base64.append(lines);
        }
        byte[] block = decode(base64.toString());
        if (isChecksum()) {
            compareChecksum(block);
            next(kind);
        }
        if (!lines.is(Armor.end(kind))) {
            throw fault("'" + Armor.end(kind) + "' belongs here");
        }
        packets.writeBytes(block);
    }

    /** They are for people; none changes what the block means. */
    private void skipHeaders(String kind) throws IOException {
        while (next(kind) && lines.length() > 0) {
            if (!lines.toString().contains(":")) {
                throw fault("is neither a header of the armor nor the blank line after them");
            }
        }
    }

    private boolean next(String kind) throws IOException {
        if (!lines.advance()) {
            throw new IOException("the armor ends before '" + Armor.end(kind) + "'");
        }
        return true;
    }

    private boolean isChecksum() {
        return lines.length() == CHECKSUM_LINE && lines.startsWith("=");
    }

    private void compareChecksum(byte[] block) throws IOException {
        var checksum = new CRC24();
        for (byte b : block) {
            checksum.update(b);
        }
        byte[] stated = decode(lines.toString().substring(1));
        if (HexFormat.fromHexDigits(HexFormat.of().formatHex(stated)) != checksum.getValue()) {
            throw fault("the armor's checksum is wrong: the file is damaged");
        }
    }

    private byte[] decode(String base64) throws IOException {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IOException("the armor above line " + lines.number() + " is not Base64: " + e.getMessage(), e);
        }
    }

    private IOException fault(String problem) {
        return new IOException("line " + lines.number() + ": " + problem);
    }
}
