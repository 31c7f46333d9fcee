package io.streammirror.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.simplestreams.SampleProducts;
import org.junit.jupiter.api.Test;

final class NewestFirstTest {
    @Test
    void bootloadersThenTheNewestOfEveryProductThenTheSecondNewest() {
        var images = new SampleProducts("a:images")
                .item("p", "1", "squashfs", "p1")
                .item("p", "2", "squashfs", "p2")
                .item("p", "3", "squashfs", "p3")
                .item("q", "7", "kernel", "q7k")
                .item("q", "7", "squashfs", "p2")
                .item("q", "6", "squashfs", "q6");
        var bootloaders =
                new SampleProducts("z:bootloaders").item("g", "1", "grub", "g1").item("g", "2", "grub", "g2");
        bootloaders.product("g").put("bootloader-type", "uefi");

        var order = NewestFirst.order(SampleCatalog.of(images.document(), bootloaders.document()));

        assertThat(order)
                .extracting(blob -> blob.paths().first().value())
                .containsExactly(
                        "g/2/grub",
                        "g/1/grub",
                        "p/3/squashfs",
                        "q/7/kernel",
                        "p/2/squashfs",
                        "q/6/squashfs",
                        "p/1/squashfs");
    }
}
