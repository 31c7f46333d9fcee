package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Ends what a test has started, whatever became of the test, and shows what a failed one has written. */
final class Runs implements AfterEachCallback {
    private final List<AutoCloseable> started = new ArrayList<>();

    <T extends AutoCloseable> T own(T part) {
        started.add(0, part);
        return part;
    }

    /** The output of a command that succeeds against a stack; its own log goes into the directory. */
    String command(MirrorProcess stack, Path directory, String... arguments) {
        var ofTheStack = Stream.of("--data", stack.data().toString());
        var run = own(MirrorProcess.command(
                directory, Stream.concat(Stream.of(arguments), ofTheStack).toArray(String[]::new)));
        int code = run.awaitExit();
        String printed = run.out() + run.err();
        assertThat(code).as(printed).isZero();
        return printed;
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        for (AutoCloseable part : started) {
            if (context.getExecutionException().isPresent() && part instanceof MirrorProcess process) {
                System.err.println(context.getDisplayName() + " failed; its stack wrote last:" + process.tails());
            }
            part.close();
        }
        started.clear();
    }
}
