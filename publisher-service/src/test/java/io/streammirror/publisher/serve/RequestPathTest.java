package io.streammirror.publisher.serve;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {
    @ParameterizedTest
    @CsvSource({
        "/, /",
        "//, /",
        "/maas//streams///v1/index.sjson, /maas/streams/v1/index.sjson",
        "/s/com.ubuntu.maas:stable:v3:download.sjson, /s/com.ubuntu.maas:stable:v3:download.sjson",
        "/s/com.ubuntu.maas%3Astable%3av3%3Adownload.sjson, /s/com.ubuntu.maas:stable:v3:download.sjson",
        "/a%20b, /a b",
        "/caf%C3%A9, /café",
        "/a/, /a/",
        "/a//, /a/",
        "/..., /...",
        "/a/..b/c.., /a/..b/c..",
        "/%61, /a",
        "/a+b, /a+b",
    })
    void shouldReadSpellingsOfOnePathAsOnePath(String raw, String normal) {
        assertThat(RequestPath.parse(raw)).contains(new RequestPath(normal));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "maas/index.sjson",
                "http://elsewhere/x",
                "/..",
                "/../etc/passwd",
                "/maas/../../etc/passwd",
                "/maas/./x",
                "/maas/%2e%2e/x",
                "/maas/%2E%2E%2Fx",
                "/maas/.%2e/x",
                "/maas%2fx",
                "/maas%2Fx",
                "/maas/%5c..%5cx",
                "/maas/..\\x",
                "/maas/%252e%252e/x",
                "/maas/%252fx",
                "/maas/%00",
                "/maas/x%00.json",
                "/maas/x%0d%0aSet-Cookie:a",
                "/maas/%7f",
                "/maas/%",
                "/maas/%2",
                "/maas/%zz",
                "/maas/%+1",
                "/maas/%c0%ae%c0%ae/x",
                "/maas/%ff",
                "/maas/%ed%a0%80",
                "/..;/x/..",
            })
    void shouldRefuseTricks(String raw) {
        assertThat(RequestPath.parse(raw)).isEmpty();
    }

    /** An item's own path may be that long, and that of its mirror comes before it. */
    @Test
    void shouldReadPathsThatAreLongerThanThatOfAnItem() {
        assertThat(RequestPath.parse("/" + "a".repeat(2000))).isPresent();
    }

    @Test
    void shouldFindOnlyWhatIsBelowTheSlashOfABase() {
        var path = new RequestPath("/maas/stable/streams/v1/index.sjson");

        assertThat(path.below("/maas/stable")).contains("streams/v1/index.sjson");
        assertThat(path.below("/maas/stab")).isEmpty();
        assertThat(new RequestPath("/maas/stable").below("/maas/stable")).isEmpty();
    }

    @Property
    void shouldAcceptOnlyTheNormalForm(@ForAll String raw) {
        RequestPath.parse("/" + raw).ifPresent(path -> assertThat(path.value())
                .startsWith("/")
                .doesNotContain("//", "/../", "/./", "\\", "\0")
                .doesNotEndWith("/..")
                .doesNotEndWith("/."));
    }
}
