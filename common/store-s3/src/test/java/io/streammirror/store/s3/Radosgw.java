package io.streammirror.store.s3;

import io.streammirror.store.StoreCredentials;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A strict S3 server that is not ours: Ceph's radosgw, started once for all tests by {@code src/test/scripts/radosgw}, where
 * Debian's packages of it are installed; elsewhere the tests are skipped and say so.
 */
public final class Radosgw implements ExecutionCondition, BeforeAllCallback {
    public static final StoreCredentials CREDENTIALS = new StoreCredentials("contract", "contract-secret");

    /** Seen from whatever module it is that tests. */
    private static final Path SCRIPT = Path.of(System.getProperty("stream-mirror.home", "../.."))
            .resolve("common/store-s3/src/test/scripts/radosgw");

    private static final List<String> COMMANDS = List.of("ceph-mon", "ceph-osd", "radosgw", "radosgw-admin", "ceph");
    private static final int MINUTES = 4;
    private static final int LAST_PORT = 32_000;

    private URI endpoint = URI.create("http://127.0.0.1:0");

    /** Where it answers, once the tests run. */
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return COMMANDS.stream().allMatch(Radosgw::isInstalled)
                ? ConditionEvaluationResult.enabled("radosgw is installed")
                : ConditionEvaluationResult.disabled("radosgw is not installed: apt-get install --no-install-recommends"
                        + " ceph-mon ceph-osd radosgw ceph-common");
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        endpoint = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(Radosgw.class))
                .computeIfAbsent(Running.class, key -> Running.start(), Running.class)
                .endpoint();
    }

    private static boolean isInstalled(String command) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, command)));
    }

    /** The server while it runs; ended with the last test. */
    private record Running(Path directory, URI endpoint) implements AutoCloseable {
        static Running start() {
            try {
                Path directory = Files.createTempDirectory("radosgw");
                int port = twoFreePorts();
                run("start", directory, Integer.toString(port), CREDENTIALS.accessKey(), CREDENTIALS.secretKey());
                return new Running(directory, URI.create("http://127.0.0.1:" + port));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            run("stop", directory);
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Below the ports that the kernel gives to outgoing connections, which the long start would lose to them. */
        private static int twoFreePorts() {
            for (int port = LAST_PORT - (int) (ProcessHandle.current().pid() % 2048) * 2; port > 1024; port -= 2) {
                if (isFree(port) && isFree(port + 1)) {
                    return port;
                }
            }
            throw new IllegalStateException("no two free ports");
        }

        private static boolean isFree(int port) {
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.isBound();
            } catch (IOException taken) {
                return false;
            }
        }

        private static void run(String action, Path directory, String... arguments) {
            var command = new ArrayList<>(List.of(SCRIPT.toString(), action, directory.toString()));
            command.addAll(List.of(arguments));
            try {
                Process process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("script.log").toFile())
                        .start();
                if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                    process.destroyForcibly();
                    throw new IllegalStateException(
                            "radosgw did not " + action + ": " + Files.readString(directory.resolve("script.log")));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }
}
