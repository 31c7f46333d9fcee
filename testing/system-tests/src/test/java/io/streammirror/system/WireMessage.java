package io.streammirror.system;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A message of protobuf, as much of the wire format as spans need: fields that have a length or eight bytes are kept. */
final class WireMessage {
    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int WITH_LENGTH = 2;
    private static final int FOUR_BYTES = 5;

    private final Map<Integer, List<byte[]>> fields = new HashMap<>();
    private final Map<Integer, Long> numbers = new HashMap<>();

    WireMessage(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        while (in.hasRemaining()) {
            long tag = varint(in);
            switch ((int) (tag & 7)) {
                case VARINT -> varint(in);
                case EIGHT_BYTES -> numbers.put((int) (tag >>> 3), Long.reverseBytes(in.getLong()));
                case FOUR_BYTES -> in.getInt();
                case WITH_LENGTH ->
                    fields.computeIfAbsent((int) (tag >>> 3), field -> new ArrayList<>())
                            .add(bytes(in, (int) varint(in)));
                default -> throw new IllegalArgumentException("no protobuf: tag " + tag);
            }
        }
    }

    List<WireMessage> messages(int field) {
        return fields.getOrDefault(field, List.of()).stream()
                .map(WireMessage::new)
                .toList();
    }

    /** Empty where there is none. */
    String text(int field) {
        return new String(last(field), StandardCharsets.UTF_8);
    }

    /** Empty where there is none. */
    String hex(int field) {
        return HexFormat.of().formatHex(last(field));
    }

    /** A number of eight bytes; 0 where there is none. */
    long number(int field) {
        return numbers.getOrDefault(field, 0L);
    }

    private byte[] last(int field) {
        List<byte[]> values = fields.getOrDefault(field, List.of());
        return values.isEmpty() ? new byte[0] : values.get(values.size() - 1);
    }

    private static byte[] bytes(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("no protobuf: a number of more than 64 bits");
    }
}
