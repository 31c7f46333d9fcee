package io.streammirror.fetcher.retry;

import java.time.Duration;

/** A daemon thread that does something after every interval until it is stopped; what it does must not throw. */
public final class Periodic {
    private final Duration interval;
    private final Sleeper sleeper;
    private final Runnable work;
    private final Thread thread;

    public Periodic(String name, Duration interval, Sleeper sleeper, Runnable work) {
        this.interval = interval;
        this.sleeper = sleeper;
        this.work = work;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    public void stop() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                sleeper.sleep(interval);
                work.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
