package io.streammirror.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.catalog.SampleCatalog;
import io.streammirror.config.MaasRange;
import io.streammirror.config.SettingsFixture;
import io.streammirror.simplestreams.SampleProducts;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnfitStreamsTest {
    private static final String STREAM = "com.example:images";

    private final SettingsFixture settings = SettingsFixture.mirror("sample");
    private final SampleProducts stream = images();

    @Test
    void shouldNoteNothingWhenMaasReadsStream() {
        assertThat(notes()).isEmpty();
    }

    @Test
    void shouldNoteStreamWithExampleWhenNoVersionHasShape() {
        stream.product("p").remove("label");

        assertThat(notes()).singleElement().satisfies(note -> assertThat(note)
                .startsWith("would not be published: stream " + STREAM + ": no version of it is of a shape that MAAS")
                .contains("(product p: ", "label")
                .endsWith("if others than MAAS read it, name it in publish-unfit-streams"));
    }

    @Test
    void shouldNoteStreamWhenMaasRefusesItsDatatype() {
        stream.root().put("datatype", "images");

        assertThat(notes()).singleElement().satisfies(note -> assertThat(note)
                .startsWith("would not be published: stream " + STREAM + ": /datatype: 'images'"));
    }

    @Test
    void shouldNoteNothingWhenConfiguredReleasesTakeDatatype() {
        stream.root().put("datatype", "images");
        settings.maas(new MaasRange("3.4", "3.7"));

        assertThat(notes()).isEmpty();
    }

    @Test
    void shouldNoteNothingWhenStreamIsPublishedUnfit() {
        stream.product("p").remove("label");
        settings.unfitStreams(List.of("com[.]example:.*"));

        assertThat(notes()).isEmpty();
    }

    private List<String> notes() {
        return UnfitStreams.of(settings.build(), SampleCatalog.of(stream.document()));
    }

    /** One product in the shape of MAAS's CentOS images. */
    private static SampleProducts images() {
        var products = new SampleProducts(STREAM);
        for (String field :
                List.of("arch", "label", "os", "release", "release_title", "subarch", "subarches", "version")) {
            products.product("p").put(field, field);
        }
        return products.item("p", "20250101", "manifest", "manifest").item("p", "20250101", "root-tgz", "root");
    }
}
