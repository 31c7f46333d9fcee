package io.streammirror.simplestreams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ParseIndexTest {
    private static Parsed<StreamIndex> parse(String json) {
        return DocumentParser.parseIndex(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void entriesKeepTheirOrderTheirFieldsAndTheirPaths() {
        var parsed = parse("{'format':'index:1.0','updated':'Thu, 24 Jul 2025 08:01:49 +0000','x':1,'index':{"
                + "'z:download':{'path':'streams/v1/z.sjson','format':'products:1.0','updated':'2025-07-24T08:01:48Z','y':[2]},"
                + "'a':{'path':'deeper/index.json','format':'index:1.0'},"
                + "'plain':{'path':'streams/v1/plain.json'},"
                + "'other':{'path':'x','format':'mirrors:1.0'}}}");

        var index = parsed.document();
        assertThat(parsed.refusals()).isEmpty();
        assertThat(index.updated()).isEqualTo(Instant.parse("2025-07-24T08:01:49Z"));
        assertThat(index.header().has("index")).isFalse();
        assertThat(index.header().path("x").intValue()).isEqualTo(1);
        assertThat(index.entries())
                .extracting(entry -> entry.contentId().value())
                .containsExactly("z:download", "a", "plain", "other");
        assertThat(index.entries()).extracting(IndexEntry::isProducts).containsExactly(true, false, true, false);
        assertThat(index.entries()).extracting(IndexEntry::isIndex).containsExactly(false, true, false, false);
        assertThat(index.entries().get(0).raw().path("y").path(0).intValue()).isEqualTo(2);
        assertThat(index.entries().get(0).updated()).isEqualTo(Instant.parse("2025-07-24T08:01:48Z"));
    }

    @Test
    void badEntriesAreRefusedAndTheOthersStay() {
        var parsed = parse("{'format':'index:1.0','index':{"
                + "'good':{'path':'streams/v1/good.json'},"
                + "'text':'x',"
                + "'pathless':{'format':'products:1.0'},"
                + "'climbing':{'path':'../x'},"
                + "'bad/id':{'path':'x'},"
                + "'late':{'path':'x','updated':'tomorrow'}}}");

        assertThat(parsed.document().entries()).hasSize(1);
        assertThat(parsed.refusals())
                .extracting(Rejection::pointer)
                .containsExactly("/index/text", "/index/pathless", "/index/climbing", "/index/bad~1id", "/index/late");
    }

    @Test
    void anIndexWithoutIndexIsNone() {
        assertThatThrownBy(() -> parse("{'format':'index:1.0'}"))
                .isInstanceOf(DocumentException.class)
                .hasMessage("document refused at /index: must be an object");
    }
}
