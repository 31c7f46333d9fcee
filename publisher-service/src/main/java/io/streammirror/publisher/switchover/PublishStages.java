package io.streammirror.publisher.switchover;

import java.util.function.Supplier;

/** Is there while a stage of publishing lasts, for whoever wants to know what takes how long. */
public interface PublishStages {
    /** The parts of making a tree live. */
    public enum Stage {
        /** What the tree would list. */
        ASSEMBLE,
        /** Documents are signed and stored. */
        SIGN,
        /** Documents are read back and judged. */
        CHECK,
        /** All that is named is looked for, and the log is written to. */
        SWITCH
    }

    /** Nobody wants to know. */
    PublishStages UNOBSERVED = new PublishStages() {
        @Override
        public <T> T run(Stage stage, Supplier<T> work) {
            return work.get();
        }
    };

    /** Does the work, and returns or throws what it does. */
    <T> T run(Stage stage, Supplier<T> work);
}
