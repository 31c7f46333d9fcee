package io.streammirror.fetcher.queue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** The name of this process among all fetchers: host and process id for operators, and random digits because containers share both. */
public record FetcherId(String value) {
    public static FetcherId ofThisProcess() {
        String random =
                HexFormat.of().toHexDigits((short) ThreadLocalRandom.current().nextInt());
        return new FetcherId(host() + "-" + ProcessHandle.current().pid() + "-" + random);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "fetcher";
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
