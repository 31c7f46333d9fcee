package io.streammirror.cli.progress;

/** A bar of fixed width; full only when everything is there. */
final class Bar {
    private Bar() {}

    static String of(long done, long all, int width) {
        int filled = all <= 0 ? 0 : (int) (Math.min(done, all) * (double) width / all);
        if (done < all) {
            filled = Math.min(filled, width - 1);
        }
        return "[" + "#".repeat(filled) + ".".repeat(width - filled) + "]";
    }

    /** Rounded down, so that 100 % means all. */
    static int percent(long done, long all) {
        return all <= 0 ? 0 : (int) Math.min(100, done * 100.0 / all);
    }
}
