package io.streammirror.system.fault;

import io.streammirror.testing.time.Pause;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;

/** Sends a body as far, as fast and as truly as the damages allow. */
final class BodyDamage {
    private static final int BUFFER = 64 * 1024;

    /** So often a second a slow body sends something. */
    private static final int DRIPS = 5;

    private final Socket client;
    private final Damages damages;
    private final long firstByte;
    private final long room;
    private long sent;
    private boolean stalled;
    private boolean flipped;

    /**
     * @param firstByte where in the file the body begins
     * @param room how much may be sent at most
     */
    BodyDamage(Socket client, Damages damages, long firstByte, long room) {
        this.client = client;
        this.damages = damages;
        this.firstByte = firstByte;
        this.room = room;
    }

    /** False when the connection was ended before the end of the body, or is of no use after it. */
    boolean send(InputStream content, OutputStream out) throws IOException {
        Optional<Damage.OtherEntity> other = damages.find(Damage.OtherEntity.class);
        Optional<Damage.Drip> drip = damages.find(Damage.Drip.class);
        Optional<Damage.Reset> reset = damages.peek(Damage.Reset.class);
        Optional<Damage.Truncate> truncate = damages.peek(Damage.Truncate.class);
        long end = Math.min(
                room,
                Math.min(
                        reset.map(Damage.Reset::afterBytes).orElse(Long.MAX_VALUE),
                        truncate.map(Damage.Truncate::afterBytes).orElse(Long.MAX_VALUE)));
        var buffer = new byte[BUFFER];
        while (sent < end) {
            int count = content.read(buffer, 0, (int) Math.min(step(drip), Math.min(end, nextStop()) - sent));
            if (count < 0) {
                break;
            }
            other.ifPresent(garbled -> invert(buffer, count));
            flip(buffer, count);
            out.write(buffer, 0, count);
            sent += count;
            drip.ifPresent(slow -> Pause.of(Duration.ofMillis(1000L * count / slow.bytesPerSecond())));
            stall(out);
        }
        boolean cutShort = sent == end && sent != room;
        return cutShort ? cut(out, reset, truncate) : endless(out);
    }

    private static int step(Optional<Damage.Drip> drip) {
        return drip.map(slow -> (int) Math.max(1, Math.min(BUFFER, slow.bytesPerSecond() / DRIPS)))
                .orElse(BUFFER);
    }

    /** A stall happens between two bytes, so no piece goes beyond its place. */
    private long nextStop() {
        return damages.peek(Damage.Stall.class)
                .filter(stall -> !stalled && stall.afterBytes() > sent)
                .map(Damage.Stall::afterBytes)
                .orElse(Long.MAX_VALUE);
    }

    private void stall(OutputStream out) throws IOException {
        Optional<Damage.Stall> stall = damages.peek(Damage.Stall.class);
        if (stall.isPresent() && !stalled && sent >= stall.get().afterBytes()) {
            stalled = true;
            damages.done(stall.get());
            out.flush();
            Pause.of(stall.get().duration());
        }
    }

    private void flip(byte[] buffer, int count) {
        damages.peek(Damage.Flip.class).ifPresent(flip -> {
            long index = flip.offset() - firstByte - sent;
            if (index >= 0 && index < count) {
                buffer[(int) index] ^= (byte) 0xff;
                if (!flipped) {
                    flipped = true;
                    damages.done(flip);
                }
            }
        });
    }

    private static void invert(byte[] buffer, int count) {
        for (int i = 0; i < count; i++) {
            buffer[i] ^= (byte) 0xff;
        }
    }

    private boolean cut(OutputStream out, Optional<Damage.Reset> reset, Optional<Damage.Truncate> truncate)
            throws IOException {
        if (reset.isPresent() && sent >= reset.get().afterBytes()) {
            damages.done(reset.get());
            // What was sent should arrive: a reset takes along what was not yet read.
            out.flush();
            Pause.of(Duration.ofMillis(20));
            Sockets.reset(client);
        } else {
            truncate.ifPresent(damages::done);
            out.flush();
            client.close();
        }
        return false;
    }

    private boolean endless(OutputStream out) throws IOException {
        Optional<Damage.Endless> endless = damages.find(Damage.Endless.class);
        if (endless.isEmpty()) {
            return true;
        }
        var zeros = new byte[BUFFER];
        while (true) {
            // Ends in an exception when the client hangs up.
            out.write(zeros);
        }
    }
}
