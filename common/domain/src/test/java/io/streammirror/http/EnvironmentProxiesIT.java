package io.streammirror.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes of their own, for the platform decides once in a process whether a tunnel may be given a password. */
class EnvironmentProxiesIT {
    private static final String STORE_PASSWORD = "changeit";
    private static final String USER_INFO = "op%40site:p%3As@";
    private static final String AUTHORIZATION =
            "Basic " + Base64.getEncoder().encodeToString("op@site:p:s".getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path directory;

    private final List<HttpServer> servers = new ArrayList<>();
    private final List<String> leaked = new CopyOnWriteArrayList<>();

    @AfterEach
    void stopServers() {
        servers.forEach(server -> server.stop(0));
    }

    @Test
    void plainDocumentsComeThroughTheProxyThatWantsAPassword() throws Exception {
        HttpServer server = serve(HttpServer.create());
        try (var proxy = new LoopbackProxy(Optional.of(AUTHORIZATION), port(server))) {
            String output =
                    read("http://upstream.example/doc", Map.of("http_proxy", "http://" + USER_INFO + proxy.address()));

            assertThat(output).contains("watcher: the document", "lint: the document");
            assertThat(proxy.heads()).allMatch(head -> head.contains(" http://upstream.example/doc HTTP/1.1\r\n"));
            assertThat(leaked).isEmpty();
        }
    }

    @Test
    void secureDocumentsComeThroughATunnelOfTheProxyThatWantsAPassword() throws Exception {
        HttpServer server = serve(secureServer());
        try (var proxy = new LoopbackProxy(Optional.of(AUTHORIZATION), port(server))) {
            String output = read(
                    "https://upstream.example/doc", Map.of("HTTPS_PROXY", "http://" + USER_INFO + proxy.address()));

            assertThat(output).contains("watcher: the document", "lint: the document", "one connection: true");
            assertThat(proxy.heads()).allMatch(head -> head.startsWith("CONNECT upstream.example:443 HTTP/1.1\r\n"));
            assertThat(leaked).isEmpty();
        }
    }

    @Test
    void aProxyThatRefusesIsNamedAndThePasswordIsNot() throws Exception {
        HttpServer server = serve(HttpServer.create());
        try (var proxy = new LoopbackProxy(Optional.of("Basic other"), port(server))) {
            String output =
                    read("http://upstream.example/doc", Map.of("http_proxy", "http://" + USER_INFO + proxy.address()));

            assertThat(output)
                    .contains("answered HTTP status 407: the proxy wants a user and a password")
                    .doesNotContain("op%40site", "p%3As", "op@site", AUTHORIZATION);
        }
    }

    @Test
    void aProxyThatIsNotThereIsNamed() throws Exception {
        HttpServer server = serve(HttpServer.create());
        String nowhere = "127.0.0.1:" + port(server);
        stopServers();

        String output = read("http://upstream.example/doc", Map.of("http_proxy", USER_INFO + nowhere));

        assertThat(output)
                .contains("http://upstream.example/doc (through the proxy " + nowhere + ") cannot be reached")
                .doesNotContain("op%40site", "p%3As");
    }

    @Test
    void loopbackNeedsNoProxy() throws Exception {
        HttpServer server = serve(HttpServer.create());

        String output = read("http://127.0.0.1:" + port(server) + "/doc", Map.of("ALL_PROXY", "proxy.invalid:1"));

        assertThat(output).contains("watcher: the document", "lint: the document", "one connection: true");
    }

    private String read(String url, Map<String, String> variables) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(java("java"), "-cp", System.getProperty("java.class.path")));
        if (Files.exists(keyStore())) {
            command.add("-Djavax.net.ssl.trustStore=" + keyStore());
            // Certificates in such a store are encrypted.
            command.add("-Djavax.net.ssl.trustStorePassword=" + STORE_PASSWORD);
        }
        command.addAll(List.of(ProxiedReading.class.getName(), url));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.toLowerCase(Locale.ROOT)
                .endsWith("_proxy"));
        builder.environment().putAll(variables);
        return run(builder);
    }

    private static String run(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.start();
        try (InputStream output = process.getInputStream()) {
            String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(text).isZero();
            return text;
        } finally {
            process.destroyForcibly();
        }
    }

    private HttpServer serve(HttpServer server) throws IOException {
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            var thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/doc", exchange -> {
            Optional.ofNullable(exchange.getRequestHeaders().getFirst("Proxy-Authorization"))
                    .ifPresent(leaked::add);
            byte[] body = "the document".getBytes(StandardCharsets.UTF_8);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(200, head ? -1 : body.length);
            if (!head) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
        servers.add(server);
        return server;
    }

    private static int port(HttpServer server) {
        return server.getAddress().getPort();
    }

    private HttpServer secureServer() throws IOException, InterruptedException, GeneralSecurityException {
        run(new ProcessBuilder(
                        java("keytool"),
                        "-genkeypair",
                        "-keystore",
                        keyStore().toString(),
                        "-storepass",
                        STORE_PASSWORD,
                        "-keyalg",
                        "EC",
                        "-alias",
                        "upstream",
                        "-dname",
                        "CN=upstream.example",
                        "-ext",
                        "san=dns:upstream.example")
                .redirectErrorStream(true));
        KeyStore keys = KeyStore.getInstance(keyStore().toFile(), STORE_PASSWORD.toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, STORE_PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create();
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return server;
    }

    private Path keyStore() {
        return directory.resolve("keys.p12");
    }

    private static String java(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }
}
