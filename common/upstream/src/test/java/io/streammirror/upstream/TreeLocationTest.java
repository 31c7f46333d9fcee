package io.streammirror.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.simplestreams.ItemPath;
import java.net.URI;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TreeLocationTest {
    private static final URI TREE = URI.create("https://images.example/stable");

    @ParameterizedTest
    @ValueSource(strings = {"https://images.example/stable", "https://images.example/stable/"})
    void shouldReadBaseWithOrWithoutSlash(String source) {
        TreeLocation location = TreeLocation.parse(URI.create(source), false);

        assertThat(location.base()).isEqualTo(URI.create("https://images.example/stable/"));
        assertThat(location.index()).isEqualTo(new ItemPath("streams/v1/index.sjson"));
    }

    @Test
    void shouldReadUnsignedTreeByItsPlainIndex() {
        TreeLocation location = TreeLocation.parse(TREE, true);

        assertThat(location.index()).isEqualTo(new ItemPath("streams/v1/index.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"streams/v1/index.sjson", "streams/v1/candidate/index2.json"})
    void shouldSplitUrlOfAnIndexAtItsStreams(String index) {
        TreeLocation location = TreeLocation.parse(URI.create(TREE + "/" + index), false);

        assertThat(location.base()).isEqualTo(URI.create(TREE + "/"));
        assertThat(location.index()).isEqualTo(new ItemPath(index));
    }

    @ParameterizedTest
    @CsvSource({
        "focal/amd64/boot-kernel, focal/amd64/boot-kernel",
        "streams/v1/com.ubuntu.maas:stable:v3:download.sjson, streams/v1/com.ubuntu.maas:stable:v3:download.sjson",
        "a b/c?d#e, a%20b/c%3Fd%23e",
        "Käse, K%C3%A4se",
        "'[1]^|', %5B1%5D%5E%7C",
        "a%20b, a%20b",
        "100%, 100%25",
        "50%off, 50%25off",
        "%%20, %25%20"
    })
    void shouldEncodeOddPathsAndKeepEscapes(String path, String encoded) {
        TreeLocation location = TreeLocation.parse(TREE, false);

        assertThat(location.resolve(new ItemPath(path))).hasToString(TREE + "/" + encoded);
    }

    @Property
    void shouldResolveEveryPathInsideTheTree(@ForAll("paths") String path) {
        TreeLocation location = TreeLocation.parse(TREE, false);

        URI url = location.resolve(new ItemPath(path));

        assertThat(url.toString()).startsWith(TREE + "/").isASCII();
        assertThat(url.getRawQuery()).isNull();
        assertThat(url.getRawFragment()).isNull();
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.strings()
                .withChars("ab%0123:?#[]{}|^ \"<>`@&+äß€")
                .ofMinLength(1)
                .ofMaxLength(12)
                .filter(path -> !path.matches("(?i).*%(2f|2e|5c|00).*"));
    }

    @Test
    void shouldRefuseBaseWithoutSlash() {
        assertThatThrownBy(() -> new TreeLocation(TREE, new ItemPath("streams/v1/index.sjson")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must end with '/'");
    }
}
