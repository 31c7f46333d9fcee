package io.streammirror.system;

import io.streammirror.system.fault.FaultTally;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** What befalls a whole process, or a whole server, in the middle of the work. */
enum StackCalamity {
    KILLED_FETCHER {
        @Override
        void befall(FaultStack stack, RandomGenerator random) {
            stack.process().killService(fetcher(random));
        }
    },
    PAUSED_FETCHER {
        @Override
        void befall(FaultStack stack, RandomGenerator random) throws InterruptedException {
            pause(stack, fetcher(random), 500 + random.nextInt(5000));
        }
    },
    FETCHER_PAUSED_FOR_LONGER_THAN_ITS_LOAN {
        @Override
        void befall(FaultStack stack, RandomGenerator random) throws InterruptedException {
            pause(stack, fetcher(random), 17_000);
        }
    },
    KILLED_WATCHER {
        @Override
        void befall(FaultStack stack, RandomGenerator random) {
            stack.process().killService("watcher");
        }
    },
    KILLED_PUBLISHER {
        @Override
        void befall(FaultStack stack, RandomGenerator random) {
            stack.process().killService("publisher");
        }
    },
    RESTARTED_BROKER {
        @Override
        void befall(FaultStack stack, RandomGenerator random) throws InterruptedException {
            stack.parts().stopBroker();
            Thread.sleep(random.nextInt(2000));
            stack.parts().resumeBroker();
        }
    },
    RESTARTED_STORE {
        @Override
        void befall(FaultStack stack, RandomGenerator random) throws InterruptedException {
            stack.parts().stopS3();
            Thread.sleep(random.nextInt(3000));
            stack.parts().resumeS3();
        }
    },
    UNREACHABLE_STORE {
        @Override
        void befall(FaultStack stack, RandomGenerator random) throws InterruptedException {
            stack.parts().store().vanish();
            Thread.sleep(random.nextInt(3000));
            stack.parts().store().appear();
        }
    };

    abstract void befall(FaultStack stack, RandomGenerator random) throws InterruptedException;

    /** One of them, counted. */
    static void any(FaultStack stack, RandomGenerator random, FaultTally tally) throws InterruptedException {
        StackCalamity calamity = values()[random.nextInt(values().length)];
        tally.count(calamity.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        calamity.befall(stack, random);
    }

    private static String fetcher(RandomGenerator random) {
        return random.nextBoolean() ? "fetcher-1" : "fetcher-2";
    }

    private static void pause(FaultStack stack, String service, long millis) throws InterruptedException {
        long pid = stack.process().runningPorts().pid(service);
        FaultStack.signal("STOP", pid);
        try {
            Thread.sleep(millis);
        } finally {
            FaultStack.signal("CONT", pid);
        }
    }
}
