package io.streammirror.publisher.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.mirror.MirrorName;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageAddressTest {
    @ParameterizedTest
    @CsvSource({
        "/, OVERVIEW, ",
        "/ui/readers, READERS, ",
        "/ui/readers/, READERS, ",
        "/ui/mirrors/stable, MIRROR, stable",
        "/ui/mirrors/stable/, MIRROR, stable",
        "/ui/mirrors/stable/images, IMAGES, stable",
        "/ui/mirrors/stable/not-selected/, NOT_SELECTED, stable",
    })
    void shouldReadAddressOfAPage(String path, PageKind kind, String mirror) {
        PageAddress address = PageAddress.parse(path).orElseThrow();

        assertThat(address.kind()).isEqualTo(kind);
        assertThat(address.mirror().map(MirrorName::value).orElse(null)).isEqualTo(mirror);
        assertThat(PageAddress.parse("/" + address.path())).contains(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/ui",
                "/ui/",
                "/ui//",
                "/ui/overview",
                "/ui/images",
                "/ui/mirrors",
                "/ui/mirrors/",
                "/ui/mirrors/A B",
                "/ui/mirrors/stable/other",
                "/ui/mirrors/stable/images/more",
                "/maas/stable"
            })
    void shouldTakeNothingElseForAPage(String path) {
        assertThat(PageAddress.parse(path)).isEmpty();
    }

    @Test
    void shouldHaveAnAddressForEachKind() {
        for (PageKind kind : PageKind.values()) {
            var address = kind.ofMirror()
                    ? PageAddress.of(kind, new MirrorName("stable"))
                    : new PageAddress(kind, Optional.empty());

            assertThat(PageAddress.parse("/" + address.path())).contains(address);
        }
    }
}
