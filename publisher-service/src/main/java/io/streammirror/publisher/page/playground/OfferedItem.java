package io.streammirror.publisher.page.playground;

import io.streammirror.simplestreams.Sha256;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An item as a filter sees it, and the content that it names.
 *
 * @param fields with those of version, product and document
 * @param content null for an item without a file
 * @param size of the file in bytes
 */
record OfferedItem(Map<String, String> fields, @Nullable Sha256 content, long size) {}
