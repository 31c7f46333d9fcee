package io.streammirror.publisher.switchover;

import java.util.function.Supplier;

/** Observes how long each stage of publishing takes. */
public interface PublishStages {
    /** The parts of making a tree live. */
    enum Stage {
        /** The versions of the tree, rendered and checked. */
        ASSEMBLE,
        /** Documents are signed. */
        SIGN,
        /** Documents are stored. */
        STORE,
        /** Documents are read back and checked. */
        CHECK,
        /** All documents are looked for, and the log is written to. */
        SWITCH
    }

    /** Observes nothing. */
    PublishStages UNOBSERVED = new PublishStages() {
        @Override
        public <T> T run(Stage stage, Supplier<T> work) {
            return work.get();
        }
    };

    /** Does the work, and returns or throws what it does. */
    <T> T run(Stage stage, Supplier<T> work);
}
