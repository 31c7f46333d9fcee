package io.streammirror.benchmarks.store;

import com.sun.management.OperatingSystemMXBean;
import io.streammirror.stack.EmbeddedS3;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreCredentials;
import io.streammirror.store.StoreTimeouts;
import io.streammirror.store.UploadId;
import io.streammirror.store.UploadWay;
import io.streammirror.store.s3.MinioObjectStore;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends parts of 8 MiB, two at a time, by every way, and prints throughput and processor time.
 *
 * <p>Arguments: {@code server DIR} serves S3 from a directory and prints its URL; {@code run URL PID ROUNDS} measures against it.
 */
public final class StoreBenchmark {
    private static final StoreCredentials CREDENTIALS = new StoreCredentials("benchmark", "benchmark-secret");
    private static final String BUCKET = "benchmark";
    private static final String REGION = "us-east-1";
    private static final int PART = 8 * 1024 * 1024;
    private static final int PARTS = 128;
    private static final int AT_A_TIME = 2;

    private StoreBenchmark() {}

    public static void main(String... arguments) throws Exception {
        if (arguments[0].equals("server")) {
            System.out.println(
                    EmbeddedS3.start(Path.of(arguments[1]), 0, CREDENTIALS).endpoint());
            new CountDownLatch(1).await();
        }
        ProcessHandle server = ProcessHandle.of(Long.parseLong(arguments[2])).orElseThrow();
        measure(URI.create(arguments[1]), server, Integer.parseInt(arguments[3]));
        System.exit(0);
    }

    private static void measure(URI endpoint, ProcessHandle server, int rounds) throws Exception {
        var others = new PresignedWays(endpoint, BUCKET, REGION, CREDENTIALS);
        MinioObjectStore direct = store(endpoint, UploadWay.DIRECT);
        direct.ensureBucket();
        var ways = new LinkedHashMap<String, PartWay>();
        ways.put("direct (`store.upload: direct`)", direct::uploadPart);
        ways.put("SDK (`store.upload: sdk`)", store(endpoint, UploadWay.SDK)::uploadPart);
        ways.put("OkHttp, presigned, MD5 (before)", others::okHttpWithMd5);
        ways.put("HttpURLConnection, presigned, no guard", others::urlConnection);
        var figures = new LinkedHashMap<String, List<Figures>>();
        for (int round = 0; round <= rounds; round++) {
            for (Map.Entry<String, PartWay> way : ways.entrySet()) {
                Figures found = run(direct, way.getValue(), server);
                // The first round warms up.
                if (round > 0) {
                    figures.computeIfAbsent(way.getKey(), name -> new ArrayList<>())
                            .add(found);
                }
            }
        }
        figures.forEach((name, found) -> System.out.printf(
                Locale.ROOT,
                "| %s | %.0f (%.0f to %.0f) | %.2f | %.2f |%n",
                name,
                median(found.stream().map(Figures::megabytesPerSecond).toList()),
                found.stream().mapToDouble(Figures::megabytesPerSecond).min().orElseThrow(),
                found.stream().mapToDouble(Figures::megabytesPerSecond).max().orElseThrow(),
                median(found.stream().map(Figures::clientSecondsPerGigabyte).toList()),
                median(found.stream().map(Figures::serverSecondsPerGigabyte).toList())));
    }

    private record Figures(
            double megabytesPerSecond, double clientSecondsPerGigabyte, double serverSecondsPerGigabyte) {}

    private static Figures run(MinioObjectStore store, PartWay way, ProcessHandle server) throws Exception {
        String key = "benchmark/parts";
        UploadId upload = store.beginUpload(key, ObjectAttributes.BYTES);
        ExecutorService senders = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            var next = new AtomicInteger();
            Callable<Integer> sender = () -> send(way, key, upload, next);
            double client = clientSeconds();
            double stored = serverSeconds(server);
            long start = System.nanoTime();
            for (Future<Integer> done : senders.invokeAll(List.of(sender, sender))) {
                done.get();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            double gigabytes = (double) PART * PARTS / 1e9;
            return new Figures(
                    gigabytes * 1000 / seconds,
                    (clientSeconds() - client) / gigabytes,
                    (serverSeconds(server) - stored) / gigabytes);
        } finally {
            senders.shutdown();
            store.abortUpload(key, upload);
        }
    }

    private static int send(PartWay way, String key, UploadId upload, AtomicInteger next) throws Exception {
        byte[] content = new byte[PART];
        new Random(42).nextBytes(content);
        int number = next.incrementAndGet();
        while (number <= PARTS) {
            way.send(key, upload, number, ByteBuffer.wrap(content));
            number = next.incrementAndGet();
        }
        return number;
    }

    private static MinioObjectStore store(URI endpoint, UploadWay upload) {
        return new MinioObjectStore(endpoint, BUCKET, REGION, CREDENTIALS, StoreTimeouts.DEFAULT, upload);
    }

    private static double clientSeconds() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }

    private static double serverSeconds(ProcessHandle server) {
        return server.info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
