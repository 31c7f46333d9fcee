package io.streammirror.fetcher.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.simplestreams.Sha256;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RecentHashesTest {
    private final RecentHashes recent = new RecentHashes(2);

    @Test
    void shouldForgetOldestHashBeyondLimit() {
        recent.add(hash("a"));
        recent.add(hash("b"));
        recent.add(hash("c"));

        assertThat(recent.contains(hash("a"))).isFalse();
        assertThat(recent.contains(hash("b"))).isTrue();
        assertThat(recent.contains(hash("c"))).isTrue();
    }

    private static Sha256 hash(String content) {
        return Sha256.of(content.getBytes(StandardCharsets.UTF_8));
    }
}
