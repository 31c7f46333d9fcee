package io.streammirror.benchmarks.catalog;

import io.streammirror.catalog.Catalog;
import io.streammirror.simplestreams.ProductsDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** One measurement in a JVM of its own; {@code benchmarks/catalog/run} starts it once for each figure. */
final class CatalogBenchmark {
    private static final int WARM_UP_ROUNDS = 5;

    private CatalogBenchmark() {}

    /** {@code generate FACTOR DIRECTORY}, {@code time DIRECTORY ROUNDS}, {@code live DIRECTORY} or {@code once DIRECTORY}. */
    public static void main(String[] arguments) throws IOException {
        switch (arguments[0]) {
            case "generate" -> generate(Integer.parseInt(arguments[1]), Path.of(arguments[2]));
            case "time" -> time(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
            case "live" -> live(Path.of(arguments[1]));
            case "once" -> once(Path.of(arguments[1]));
            default -> throw new IllegalArgumentException("there is no measurement '" + arguments[0] + "'");
        }
    }

    private static void generate(int factor, Path directory) throws IOException {
        Files.write(directory.resolve("before.json"), SampleStream.document(factor, 24));
        Files.write(directory.resolve("after.json"), SampleStream.document(factor, 25));
    }

    /** Prints the medians in milliseconds of parsing, selecting, making a catalog, and comparing it with the earlier one. */
    private static void time(Path directory, int rounds) throws IOException {
        byte[] after = Files.readAllBytes(directory.resolve("after.json"));
        Catalog earlier = Work.catalog(Work.parse(Files.readAllBytes(directory.resolve("before.json"))));
        var parse = new ArrayList<Double>();
        var select = new ArrayList<Double>();
        var make = new ArrayList<Double>();
        var differ = new ArrayList<Double>();
        for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
            boolean counts = round >= 0;
            ProductsDocument document = timed(() -> Work.parse(after), parse, counts);
            timed(() -> Work.select(document), select, counts);
            Catalog later = timed(() -> Work.catalog(document), make, counts);
            timed(() -> Work.difference(earlier, later), differ, counts);
        }
        System.out.printf(
                Locale.ROOT, "%.1f %.1f %.1f %.1f%n", median(parse), median(select), median(make), median(differ));
    }

    private static <T> T timed(Supplier<T> work, List<Double> millis, boolean counts) {
        long start = System.nanoTime();
        T result = work.get();
        if (counts) {
            millis.add((System.nanoTime() - start) / 1e6);
        }
        return result;
    }

    private static double median(List<Double> values) {
        Collections.sort(values);
        return values.get(values.size() / 2);
    }

    /** Prints the megabytes that one accepted catalog keeps on the heap. */
    private static void live(Path directory) throws IOException {
        Catalog earlier = Work.catalog(Work.parse(Files.readAllBytes(directory.resolve("before.json"))));
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            used = Math.min(
                    used,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        System.out.printf(Locale.ROOT, "%.1f %d%n", used / 1e6, earlier.itemCount());
    }

    /** All that an accepted change takes: the earlier catalog in memory, the new document, its catalog, and the difference. */
    private static void once(Path directory) throws IOException {
        Catalog earlier = Work.catalog(Work.parse(Files.readAllBytes(directory.resolve("before.json"))));
        ProductsDocument document = Work.parse(Files.readAllBytes(directory.resolve("after.json")));
        Work.select(document);
        var difference = Work.difference(earlier, Work.catalog(document));
        System.out.println(
                difference.added().size() + " " + difference.removed().size() + " " + residentPeak());
    }

    /** The most memory that the process ever held, in kilobytes, by the kernel's count. */
    private static String residentPeak() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .findFirst()
                .orElseThrow();
    }
}
