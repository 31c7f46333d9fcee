package io.streammirror.system;

import io.streammirror.system.fault.FaultTally;
import io.streammirror.testing.time.Pause;
import java.time.Duration;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** A fault of a whole process, or of a whole server, in the middle of the work. */
enum StackCalamity {
    KILLED_FETCHER {
        @Override
        void befall(FaultStack stack, RandomGenerator random) {
            stack.process().killService(fetcher(random));
        }
    },
    PAUSED_FETCHER {
        @Override
        void befall(FaultStack stack, RandomGenerator random) {
            pause(stack, fetcher(random), 500 + random.nextInt(5000));
        }
    },
    FETCHER_PAUSED_FOR_LONGER_THAN_ITS_LOAN {
        @Override
        void befall(FaultStack stack, RandomGenerator random) {
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
        void befall(FaultStack stack, RandomGenerator random) {
            stack.parts().stopBroker();
            Pause.of(Duration.ofMillis(random.nextInt(2000)));
            stack.parts().resumeBroker();
        }
    },
    RESTARTED_STORE {
        @Override
        void befall(FaultStack stack, RandomGenerator random) {
            stack.parts().stopS3();
            Pause.of(Duration.ofMillis(random.nextInt(3000)));
            stack.parts().resumeS3();
        }
    },
    UNREACHABLE_STORE {
        @Override
        void befall(FaultStack stack, RandomGenerator random) {
            stack.parts().store().vanish();
            Pause.of(Duration.ofMillis(random.nextInt(3000)));
            stack.parts().store().appear();
        }
    };

    abstract void befall(FaultStack stack, RandomGenerator random);

    /** One of them, counted. */
    static void any(FaultStack stack, RandomGenerator random, FaultTally tally) {
        StackCalamity calamity = values()[random.nextInt(values().length)];
        tally.count(calamity.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        calamity.befall(stack, random);
    }

    private static String fetcher(RandomGenerator random) {
        return random.nextBoolean() ? "fetcher-1" : "fetcher-2";
    }

    private static void pause(FaultStack stack, String service, long millis) {
        long pid = stack.process().runningPorts().pid(service);
        FaultStack.signal("STOP", pid);
        try {
            Pause.of(Duration.ofMillis(millis));
        } finally {
            FaultStack.signal("CONT", pid);
        }
    }
}
