package io.streammirror.sample;

import io.streammirror.simplestreams.ItemPath;
import java.util.Map;

/**
 * An item of the sample tree before its content exists.
 *
 * @param size of the sample's content, already scaled down
 * @param fields besides path, size, digest and type
 */
record SampleItem(String name, String ftype, ItemPath path, long size, Map<String, String> fields) {
    /** Real images have hundreds of megabytes; the whole sample should fit a laptop and a minute. */
    private static final int SCALE = 80;

    /** @param realSize size of the corresponding item on images.maas.io in 2025 */
    static SampleItem of(String name, String ftype, String path, long realSize, Map<String, String> fields) {
        return new SampleItem(name, ftype, new ItemPath(path), realSize / SCALE, fields);
    }
}
