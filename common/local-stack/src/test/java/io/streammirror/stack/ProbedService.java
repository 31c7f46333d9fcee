package io.streammirror.stack;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A service as small as it can be, run as a child process by {@link SupervisorIT}. */
public final class ProbedService {
    private ProbedService() {}

    public static void main(String[] arguments) throws IOException {
        if (System.getenv("PROBED_MODE").equals("fail")) {
            System.out.println("giving up");
            System.exit(Integer.parseInt(System.getenv("PROBED_CODE")));
        }
        int port = Integer.parseInt(System.getenv("PROBED_PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        if (System.getenv("PROBED_MODE").equals("meet")) {
            Path meeting = Path.of(System.getenv("PROBED_MEETING"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> meet(meeting, port)));
        }
        System.out.println("serving");
        server.start();
    }

    /** Ends only when another one of its kind is about to end as well, or gives up waiting for it. */
    private static void meet(Path meeting, int port) {
        try {
            Files.createFile(meeting.resolve("waits-" + port));
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
            while (System.nanoTime() < deadline) {
                if (waiting(meeting) == 2) {
                    Files.createFile(meeting.resolve("met-" + port));
                    return;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long waiting(Path meeting) throws IOException {
        try (var files = Files.list(meeting)) {
            return files.filter(file -> file.getFileName().toString().startsWith("waits-"))
                    .count();
        }
    }
}
