package io.streammirror.bundle;

/**
 * The first entry of each part: which bundle it belongs to.
 *
 * @param bundle id of the bundle
 * @param part number of the part
 */
record PartLabel(String format, String bundle, int part) {
    static final String FORMAT = "bundle-part:1";
    static final String ENTRY = "bundle-part.json";

    /** Far more than a label has. */
    static final int MAX_BYTES = 4096;
}
