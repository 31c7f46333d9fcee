package io.streammirror.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.simplestreams.Sha256;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedBlobTest {
    private static final int SIZE = 200_003;

    private final Blob blob = Blob.generated("noble/squashfs", SIZE);

    @Test
    void shouldHaveDigestOfContent() throws IOException {
        byte[] content = blob.openAt(0).readAllBytes();

        assertThat(content).hasSize(SIZE);
        assertThat(Sha256.of(content)).isEqualTo(blob.sha256());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 65_535, 65_536, 65_537, 131_077, SIZE - 1, SIZE})
    void shouldReadAnyPartOfContent(int from) throws IOException {
        byte[] whole = blob.openAt(0).readAllBytes();

        byte[] part = blob.openAt(from).readAllBytes();

        assertThat(part).isEqualTo(Arrays.copyOfRange(whole, from, SIZE));
    }

    @Test
    void shouldGenerateOtherContentForOtherSeed() {
        assertThat(Blob.generated("noble/squashfs", SIZE)).isEqualTo(blob);
        assertThat(Blob.generated("jammy/squashfs", SIZE).sha256()).isNotEqualTo(blob.sha256());
    }
}
