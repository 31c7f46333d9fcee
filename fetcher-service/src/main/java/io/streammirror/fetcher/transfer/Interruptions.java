package io.streammirror.fetcher.transfer;

/** Lets an interrupted thread put things in order, where every call to the store would end at once. */
final class Interruptions {
    private Interruptions() {}

    /** Does the work without the interruption, which counts again afterwards. */
    static void deferred(Runnable work) {
        boolean interrupted = Thread.interrupted();
        try {
            work.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A wait that is sure to end soon. */
    interface Wait<T> {
        T await() throws InterruptedException;
    }

    /** Waits to the end; an interruption in between counts afterwards. */
    static <T> T uninterrupted(Wait<T> wait) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return wait.await();
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
