package io.streammirror.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the {@code User-Agent} of a reader. */
public final class ReaderAgents {
    /** MAAS 3.8 reads documents as {@code Python/3.x aiohttp/3.x}, earlier ones as {@code maas/3.x}. */
    private static final Pattern KNOWN_ORDER =
            Pattern.compile("(maas/.*)|(python-simplestreams.*)|(Python/\\S+ aiohttp/.*)", Pattern.DOTALL);

    private static final String NEWER_MAAS = "maas/3.8+";
    private static final Pattern VERSION = Pattern.compile("maas/(\\d{1,4})\\.(\\d{1,4})(\\D.*)?");
    private static final int MAJOR = 3;
    private static final int MINOR = 8;

    private ReaderAgents() {}

    /** Whether a client with this agent reads the index, then each document in the order of the index, and verifies each. */
    public static boolean haveKnownOrder(String agent) {
        return KNOWN_ORDER.matcher(agent).matches();
    }

    /** Names what belongs to one client: the agent itself, or one name for the two agents of MAAS 3.8 and later. */
    public static String group(String agent) {
        Matcher version = VERSION.matcher(agent);
        if (!version.matches()) {
            return agent.startsWith("Python/") && haveKnownOrder(agent) ? NEWER_MAAS : agent;
        }
        int major = Integer.parseInt(version.group(1));
        boolean newer = major > MAJOR || (major == MAJOR && Integer.parseInt(version.group(2)) >= MINOR);
        return newer ? NEWER_MAAS : agent;
    }

    /** The better of two agents of one client to show: the one with a version of MAAS. */
    public static String shown(String one, String other) {
        return one.startsWith("maas/") ? one : other;
    }
}
