package io.streammirror.publisher.page.playground;

import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fields of one level over those of the levels above, without a copy of them: tens of thousands of items share the fields of their product.
 */
final class LayeredFields extends AbstractMap<String, String> {
    private final Map<String, String> own;
    private final Map<String, String> above;

    LayeredFields(Map<String, String> own, Map<String, String> above) {
        this.own = Map.copyOf(own);
        this.above = above;
    }

    @Override
    public @Nullable String get(Object key) {
        String value = own.get(key);
        return value == null ? above.get(key) : value;
    }

    @Override
    public boolean containsKey(Object key) {
        return get(key) != null;
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        var all = new HashMap<>(above);
        all.putAll(own);
        return Map.copyOf(all).entrySet();
    }
}
