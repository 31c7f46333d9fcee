package io.streammirror.cli.stack;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

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
        System.out.println("serving");
        server.start();
    }
}
