package io.streammirror.system;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Ends what a test has started, whatever became of the test, and shows what a failed one has written. */
final class Runs implements AfterEachCallback {
    private final List<AutoCloseable> started = new ArrayList<>();

    <T extends AutoCloseable> T own(T part) {
        started.add(0, part);
        return part;
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
