package io.streammirror.cli.progress;

import java.util.Locale;

/** Bytes for people, in powers of ten, as the configuration means them. */
public final class ByteFormat {
    private static final String[] UNITS = {"kB", "MB", "GB", "TB", "PB"};

    private ByteFormat() {}

    public static String of(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = -1;
        // 999.95 would be printed as 1000.0
        while (unit < UNITS.length - 1 && (value >= 999.95 || unit < 0)) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    public static String rate(long bytesPerSecond) {
        return of(bytesPerSecond) + "/s";
    }
}
