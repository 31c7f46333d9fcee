package io.streammirror.openpgp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts a sequence of OpenPGP packets apart (RFC 9580, section 4.2) without looking into them. */
final class Packets {
    private static final int OPEN_LENGTH = 3;

    private final byte[] bytes;
    private int next;

    private Packets(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * One packet.
     *
     * @param tag what kind of packet it is
     * @param whole the packet with its header
     * @param body without the header
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Packet(int tag, byte[] whole, byte[] body) {}

    /** All packets; bytes that are none, or that end too early, are a fault. */
    static List<Packet> split(byte[] bytes) throws IOException {
        var packets = new Packets(bytes);
        var all = new ArrayList<Packet>();
        while (packets.next < bytes.length) {
            all.add(packets.read());
        }
        return all;
    }

    private Packet read() throws IOException {
        int start = next;
        int header = octet();
        if ((header & 0x80) == 0) {
            throw new IOException("byte " + start + " begins no OpenPGP packet");
        }
        boolean newForm = (header & 0x40) != 0;
        int tag = newForm ? header & 0x3f : (header >> 2) & 0x0f;
        long length = newForm ? newLength() : oldLength(header & OPEN_LENGTH);
        if (length > bytes.length - next) {
            throw new IOException("the packet at byte " + start + " is cut off");
        }
        int body = next;
        next += (int) length;
        return new Packet(tag, Arrays.copyOfRange(bytes, start, next), Arrays.copyOfRange(bytes, body, next));
    }

    private long newLength() throws IOException {
        int first = octet();
        if (first < 192) {
            return first;
        }
        if (first < 224) {
            return ((first - 192L) << 8) + octet() + 192;
        }
        if (first < 255) {
            throw new IOException("a key has no packets in parts");
        }
        return number(4);
    }

    private long oldLength(int kind) throws IOException {
        if (kind == OPEN_LENGTH) {
            throw new IOException("a key has no packet without a length");
        }
        return number(1 << kind);
    }

    private long number(int octets) throws IOException {
        long number = 0;
        for (int i = 0; i < octets; i++) {
            number = number << 8 | octet();
        }
        return number;
    }

    private int octet() throws IOException {
        if (next >= bytes.length) {
            throw new IOException("the last packet is cut off");
        }
        return bytes[next++] & 0xff;
    }
}
