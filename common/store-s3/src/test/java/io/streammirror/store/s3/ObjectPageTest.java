package io.streammirror.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.streammirror.store.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ObjectPageTest {
    @Test
    void shouldReadObjectsAndWhereNextPageBegins() throws IOException {
        ObjectPage page = parse("<?xml version=\"1.0\"?>"
                + "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>b</Name><Prefix>p/</Prefix>"
                + "<IsTruncated>true</IsTruncated><NextContinuationToken>a&amp;b</NextContinuationToken>"
                + "<Contents><Key>p/one</Key><LastModified>2026-11-29T16:00:01.5Z</LastModified>"
                + "<ETag>&quot;x&quot;</ETag><Size>7000000000</Size>"
                + "<Owner><ID>me</ID><DisplayName>me</DisplayName></Owner></Contents>"
                + "<Contents><Size>0</Size><Key>p/two</Key></Contents></ListBucketResult>");

        assertThat(page.objects())
                .containsExactly(
                        new StoredObject("p/one", 7_000_000_000L, Map.of(), Instant.parse("2026-11-29T16:00:01.500Z")),
                        new StoredObject("p/two", 0, Map.of(), null));
        assertThat(page.truncated()).isTrue();
        assertThat(page.next()).isEqualTo("a&b");
    }

    @Test
    void shouldDecodeKeysOnlyWhenStoreSaysThatTheyAreEncoded() throws IOException {
        String object = "<Contents><Key>a%2Fb+c</Key><Size>1</Size></Contents>";

        ObjectPage plain = parse("<ListBucketResult>" + object + "</ListBucketResult>");
        ObjectPage encoded =
                parse("<ListBucketResult>" + object + "<EncodingType>url</EncodingType></ListBucketResult>");

        assertThat(plain.objects()).extracting(StoredObject::key).containsExactly("a%2Fb+c");
        assertThat(encoded.objects()).extracting(StoredObject::key).containsExactly("a/b c");
    }

    @Test
    void shouldRefuseWhatIsNoWholeList() {
        assertRefused("");
        assertRefused("<html></html>");
        assertRefused("<ListBucketResult><Contents><Key>a</Key>");
        assertRefused("<ListBucketResult><Contents><Size>1</Size></Contents></ListBucketResult>");
        assertRefused("<ListBucketResult><Contents><Key>a</Key><Size>x</Size></Contents></ListBucketResult>");
        assertRefused(
                "<ListBucketResult><Contents><Key>a</Key><LastModified>1</LastModified></Contents></ListBucketResult>");
        assertRefused("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>"
                + "<ListBucketResult><Contents><Key>&e;</Key></Contents></ListBucketResult>");
    }

    private static void assertRefused(String xml) {
        assertThatExceptionOfType(IOException.class)
                .as(xml)
                .isThrownBy(() -> parse(xml))
                .withMessageContaining("not a list of objects");
    }

    private static ObjectPage parse(String xml) throws IOException {
        return ObjectPage.parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }
}
