package io.streammirror.maas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ImageKindsTest {
    @Test
    void shouldRemarkDeviceTreeThatNewestNeverDownloads() {
        assertThat(ImageKinds.remarks(List.of("boot-kernel", "boot-initrd", "boot-dtb")))
                .singleElement()
                .asString()
                .contains("boot-dtb", "MAAS 3.8 never downloads");
        assertThat(ImageKinds.remarks(List.of("boot-kernel", "boot-initrd"))).isEmpty();
    }
}
