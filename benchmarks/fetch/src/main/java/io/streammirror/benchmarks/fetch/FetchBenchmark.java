package io.streammirror.benchmarks.fetch;

import io.streammirror.stack.EmbeddedBroker;
import io.streammirror.stack.EmbeddedS3;
import io.streammirror.store.StoreCredentials;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One part of the benchmark in a JVM of its own, so that its processor time and memory are its own. */
final class FetchBenchmark {
    private FetchBenchmark() {}

    /**
     * {@code broker DIRECTORY PORT CONTROLLER-PORT} and {@code store DIRECTORY PORT CREDENTIALS-FILE} serve until
     * standard input ends, and so does {@code requests BOOTSTRAP SECONDS}, which measures for each line {@code BASE-URL MANIFEST} there;
     * {@code hash MANIFEST BASE-URL ROUNDS} measures too; {@code tree ITEMS DIRECTORY SEED} makes an upstream.
     */
    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING);
        switch (arguments[0]) {
            case "broker" ->
                serve(EmbeddedBroker.start(
                        Path.of(arguments[1]), Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3])));
            case "store" ->
                serve(EmbeddedS3.start(
                        Path.of(arguments[1]),
                        Integer.parseInt(arguments[2]),
                        StoreCredentials.read(Path.of(arguments[3]))));
            case "requests" -> ask(arguments[1], Duration.ofSeconds(Long.parseLong(arguments[2])));
            case "hash" ->
                HashOnly.run(
                        Manifest.read(Path.of(arguments[1]), URI.create(arguments[2])), Integer.parseInt(arguments[3]));
            case "tree" ->
                SmallItems.write(Integer.parseInt(arguments[1]), Path.of(arguments[2]), Long.parseLong(arguments[3]));
            default -> throw new IllegalArgumentException("there is no part '" + arguments[0] + "'");
        }
    }

    private static void ask(String bootstrap, Duration limit) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (var requests = new Requests(bootstrap, limit)) {
            System.out.println("ready");
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int space = line.indexOf(' ');
                URI base = URI.create(line.substring(0, space));
                requests.ask(Manifest.read(Path.of(line.substring(space + 1)), base));
            }
        }
    }

    /** Ends at once with its parent process; the directories are deleted. */
    private static void serve(AutoCloseable part) throws IOException {
        System.out.println("ready");
        while (System.in.read() >= 0) {
            // Nothing is said on it; its end is the message.
        }
        Runtime.getRuntime().halt(part == null ? 1 : 0);
    }
}
