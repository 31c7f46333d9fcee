package io.streammirror.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A command of this machine, run to its end at the top of the project. */
record Command(List<String> words, Map<String, String> environment) {
    Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    /**
     * How it ended.
     *
     * @param code -1 when it could not be started
     * @param output what it wrote, errors among it
     */
    record Outcome(int code, String output) {}

    static Command of(String... words) {
        return new Command(List.of(words), Map.of());
    }

    Outcome run() {
        return run(MirrorProcess.home());
    }

    Outcome run(Path directory) {
        var builder = new ProcessBuilder(words).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), output);
        } catch (IOException notInstalled) {
            return new Outcome(-1, notInstalled.toString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The output; fails unless the command succeeded. */
    String output() {
        Outcome outcome = run();
        if (outcome.code() != 0) {
            throw new AssertionError(
                    String.join(" ", words) + " ended with code " + outcome.code() + "\n" + outcome.output());
        }
        return outcome.output();
    }
}
