package io.streammirror.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.maas.Impact;
import io.streammirror.maas.Rule;
import io.streammirror.upstream.TreeLocation;
import java.net.URI;
import org.junit.jupiter.api.Test;

class WireChecksTest {
    @Test
    void shouldOnlyRemarkWhenUrlIsHostWithoutSlash() {
        TreeLocation host = TreeLocation.parse(URI.create("http://source.example"), true);

        assertThat(new WireChecks(new FakeSource(), host, true).ofServer())
                .filteredOn(found -> found.rule() == Rule.NOT_FOUND)
                .singleElement()
                .satisfies(found -> assertThat(found.impact()).isEqualTo(Impact.REMARK));
    }
}
