package io.streammirror.system.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Passes an answer on, or what the damages make of it. */
final class AnswerSender {
    private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+)");

    private final Socket client;
    private final Damages damages;

    AnswerSender(Socket client, Damages damages) {
        this.client = client;
        this.damages = damages;
    }

    private enum Framing {
        LENGTH,
        CHUNKS,
        CLOSE
    }

    /** Returns whether the connection can be used for another exchange. */
    boolean send(HttpHead answer, InputStream content, String method) throws IOException {
        HttpHead head =
                answer.without("Connection").without("Transfer-Encoding").without("Keep-Alive");
        OutputStream out = client.getOutputStream();
        if (HttpBody.isEmpty(answer, method)) {
            out.write(head.bytes());
            out.flush();
            return true;
        }
        head = rangeAndTag(head);
        OptionalLong length = head.length();
        Optional<Damage.WrongLength> lie =
                length.isPresent() ? damages.find(Damage.WrongLength.class) : Optional.empty();
        long difference = lie.map(Damage.WrongLength::difference).orElse(0L);
        Framing framing = framing(length);
        head = head.without("Content-Length");
        head = switch (framing) {
            case LENGTH -> head.with("Content-Length", Long.toString(length.orElseThrow() + difference));
            case CHUNKS -> head.with("Transfer-Encoding", "chunked");
            case CLOSE -> head.with("Connection", "close");
        };
        out.write(head.bytes());
        var body = new BodyDamage(
                client,
                damages,
                firstByte(answer),
                difference < 0 ? length.orElseThrow() + difference : Long.MAX_VALUE);
        boolean whole = framing == Framing.CHUNKS ? body.send(content, new ChunkStream(out)) : body.send(content, out);
        if (!whole) {
            return false;
        }
        if (framing == Framing.CHUNKS) {
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.flush();
        // More was announced than there is, and less than was asked for would spoil the next answer.
        return framing != Framing.CLOSE && difference == 0;
    }

    private Framing framing(OptionalLong length) {
        Optional<Damage.NoLength> none = damages.find(Damage.NoLength.class);
        if (none.isPresent()) {
            return none.get().chunked() ? Framing.CHUNKS : Framing.CLOSE;
        }
        if (damages.peek(Damage.Endless.class).isPresent()) {
            return Framing.CLOSE;
        }
        return length.isPresent() ? Framing.LENGTH : Framing.CHUNKS;
    }

    private HttpHead rangeAndTag(HttpHead head) {
        HttpHead edited = head;
        Optional<Damage.OtherEntity> other = damages.peek(Damage.OtherEntity.class);
        if (other.isPresent() && other.get().etag() != null) {
            edited = edited.with("ETag", other.get().etag()).without("Last-Modified");
        }
        Matcher range = RANGE.matcher(head.value("Content-Range").orElse(""));
        if (range.matches() && damages.find(Damage.WrongRange.class).isPresent()) {
            edited = edited.with(
                    "Content-Range",
                    "bytes " + (Long.parseLong(range.group(1)) + 1) + "-" + (Long.parseLong(range.group(2)) + 1) + "/"
                            + range.group(3));
        }
        return edited;
    }

    private static long firstByte(HttpHead answer) {
        Matcher range = RANGE.matcher(answer.value("Content-Range").orElse(""));
        return range.matches() ? Long.parseLong(range.group(1)) : 0;
    }

    /** Writes each piece as a chunk. */
    private static final class ChunkStream extends OutputStream {
        private final OutputStream out;

        ChunkStream(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(source, offset, length);
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }
    }
}
