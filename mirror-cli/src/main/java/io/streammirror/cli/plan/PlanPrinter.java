package io.streammirror.cli.plan;

import io.streammirror.cli.progress.ByteFormat;
import io.streammirror.codec.Json;
import io.streammirror.config.MirrorSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** Prints plans, for people or for programs. */
public final class PlanPrinter {
    private final PrintStream out;

    public PlanPrinter(PrintStream out) {
        this.out = out;
    }

    /**
     * Prints all plans.
     *
     * @param promoted mirrors that have no plan: they read no upstream
     * @param data where the embedded store would keep what is fetched
     */
    public void print(List<MirrorPlan> plans, List<MirrorSettings> promoted, Path data, boolean json) {
        if (json) {
            out.print(new String(Json.pretty(PlanJson.of(plans, promoted, freeBytes(data))), StandardCharsets.UTF_8));
        } else {
            new PlanText(ByteFormat::of).of(plans, promoted, freeBytes(data)).forEach(out::println);
        }
    }

    private static OptionalLong freeBytes(Path data) {
        try {
            return Files.isDirectory(data)
                    ? OptionalLong.of(Files.getFileStore(data).getUsableSpace())
                    : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
