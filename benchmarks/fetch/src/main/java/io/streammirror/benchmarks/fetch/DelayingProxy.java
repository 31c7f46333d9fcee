package io.streammirror.benchmarks.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * A TCP proxy that lets every byte arrive later: what a long link does, where the kernel has no netem.
 *
 * <p>A connection's first bytes take a round trip more, as its handshake would. At most {@value #WINDOW_CHUNKS} chunks of {@value
 * #CHUNK} bytes are under way in each direction of a connection, so one connection carries no more than a TCP window each delay.
 */
final class DelayingProxy implements AutoCloseable {
    private static final int CHUNK = 64 * 1024;
    private static final int WINDOW_CHUNKS = 32;

    private final ServerSocket server;
    private final int target;
    private final long delay;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "delay");
        thread.setDaemon(true);
        return thread;
    });

    /** @param due in nanoseconds */
    private record Late(ByteBuffer bytes, boolean isEnd, long due) {}

    private DelayingProxy(ServerSocket server, int target, Duration delay) {
        this.server = server;
        this.target = target;
        this.delay = delay.toNanos();
    }

    /** @param delay one way */
    static DelayingProxy start(int port, int target, Duration delay) throws IOException {
        var server = new ServerSocket(port, 256, InetAddress.getLoopbackAddress());
        var proxy = new DelayingProxy(server, target, delay);
        proxy.threads.execute(proxy::accept);
        return proxy;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket near = server.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                carry(near, far, System.nanoTime() + 3 * delay);
                carry(far, near, 0);
            } catch (IOException e) {
                System.err.println("delaying proxy: " + e);
            }
        }
    }

    private void carry(Socket from, Socket to, long notBefore) {
        BlockingQueue<Late> underWay = new ArrayBlockingQueue<>(WINDOW_CHUNKS);
        threads.execute(() -> take(from, underWay, notBefore));
        threads.execute(() -> deliver(underWay, from, to));
    }

    private void take(Socket from, BlockingQueue<Late> underWay, long notBefore) {
        byte[] buffer = new byte[CHUNK];
        try {
            int count = 0;
            while (count >= 0) {
                try {
                    count = from.getInputStream().read(buffer);
                } catch (IOException brokenOff) {
                    count = -1;
                }
                long due = Math.max(System.nanoTime() + delay, notBefore);
                underWay.put(new Late(ByteBuffer.wrap(Arrays.copyOf(buffer, Math.max(count, 0))), count < 0, due));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void deliver(BlockingQueue<Late> underWay, Socket from, Socket to) {
        boolean broken = false;
        try {
            while (true) {
                Late late = underWay.take();
                LockSupport.parkNanos(late.due() - System.nanoTime());
                if (late.isEnd()) {
                    to.shutdownOutput();
                    return;
                }
                if (!broken) {
                    try {
                        to.getOutputStream().write(late.bytes().array());
                    } catch (IOException e) {
                        broken = true;
                        from.close();
                    }
                }
            }
        } catch (IOException closedAlready) {
            // The other side ended first.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
