package io.streammirror.retry;

/** Lets an interrupted thread clean up, where every blocking call would otherwise fail at once. */
public final class Interruptions {
    private Interruptions() {}

    /** Runs the work without the interrupt flag, and sets the flag again afterwards. */
    public static void deferred(Runnable work) {
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
    @FunctionalInterface
    public interface Wait<T> {
        T await() throws InterruptedException;
    }

    /** Waits to the end; an interrupt in between is set again afterwards. */
    public static <T> T uninterrupted(Wait<T> wait) {
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
