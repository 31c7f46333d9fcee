package io.streammirror.simplestreams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.codec.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AliasExpansionTest {
    private static ObjectNode object(String json) throws Exception {
        return (ObjectNode) Json.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aliasesOverrideAtEveryDepthAndAreGoneAfterwards() throws Exception {
        ObjectNode document = object("{'r':'eu','a':1,'list':[{'r':'eu'}],'deep':{'er':{'r':'eu','a':2}},"
                + "'_aliases':{'r':{'eu':{'a':9,'b':'x'}}}}");

        List<Rejection> refusals = AliasExpansion.expand(document);

        assertThat(refusals).isEmpty();
        assertThat(document)
                .isEqualTo(object("{'r':'eu','a':9,'b':'x','list':[{'r':'eu','a':9,'b':'x'}],"
                        + "'deep':{'er':{'r':'eu','a':9,'b':'x'}}}"));
    }

    @Test
    void aliasesOfAliasesResolveInTheOrderOfTheTable() throws Exception {
        ObjectNode document = object("{'_aliases':{'f':{'v':{'g':'w'}},'g':{'w':{'h':'end'}}},'x':{'f':'v'}}");

        AliasExpansion.expand(document);

        assertThat(document).isEqualTo(object("{'x':{'f':'v','g':'w','h':'end'}}"));
    }

    @Test
    void emptyTextAndOtherKindsAreNoAliases() throws Exception {
        ObjectNode document = object("{'r':'','x':{'r':5},'_aliases':{'r':{'5':{'a':1}}}}");

        assertThat(AliasExpansion.expand(document)).isEmpty();
        assertThat(document).isEqualTo(object("{'r':'','x':{'r':5}}"));
    }

    @Test
    void anUnknownValueCostsTheThingItIsIn() throws Exception {
        ObjectNode document = object("{'_aliases':{'r':{'eu':{'a':1}}},'products':{"
                + "'p1':{'r':'us','versions':{}},"
                + "'p2':{'versions':{'1':{'r':'us'},'2':{'items':{'i':{'deep':[{'r':'us'}]},'j':{'r':'eu'}}}}}}}");

        List<Rejection> refusals = AliasExpansion.expand(document);

        assertThat(refusals)
                .extracting(Rejection::pointer)
                .containsExactly("/products/p1", "/products/p2/versions/1", "/products/p2/versions/2/items/i/deep/0");
        assertThat(refusals.get(0).reason()).isEqualTo("unknown alias 'us' of field 'r'");
        assertThat(document)
                .isEqualTo(object("{'products':{'p2':{'versions':{'2':{'items':{'j':{'r':'eu','a':1}}}}}}}"));
    }

    @Test
    void anUnknownValueInAnIndexEntryCostsTheEntry() throws Exception {
        ObjectNode document = object("{'_aliases':{'r':{}},'index':{'a':{'r':'us'},'b':{}}}");

        assertThat(AliasExpansion.expand(document)).hasSize(1);
        assertThat(document).isEqualTo(object("{'index':{'b':{}}}"));
    }

    @Test
    void anUnknownValueAtTheTopCostsTheDocument() throws Exception {
        ObjectNode document = object("{'_aliases':{'r':{}},'r':'us'}");

        assertThatThrownBy(() -> AliasExpansion.expand(document)).isInstanceOf(DocumentException.class);
    }

    @Test
    void anAliasForMoreThanScalarsIsRefused() throws Exception {
        ObjectNode document = object("{'_aliases':{'r':{'eu':{'a':{'r':'eu'}}}}}");

        assertThat(AliasExpansion.expand(document))
                .extracting(Rejection::pointer)
                .containsExactly("/_aliases/r/eu");
    }

    @Test
    void aTableOfAWrongKindCostsTheDocument() throws Exception {
        assertThatThrownBy(() -> AliasExpansion.expand(object("{'_aliases':{'r':{'eu':1}}}")))
                .isInstanceOf(DocumentException.class)
                .hasMessageContaining("/_aliases/r/eu");
    }

    @Test
    void aDocumentThatUnfoldsWithoutEndIsRefused() throws Exception {
        ObjectNode document = object("{'_aliases':{'r':{'x':{}}}}");
        ObjectNode meaning = (ObjectNode) document.at("/_aliases/r/x");
        for (int i = 0; i < 2_000; i++) {
            meaning.put("field" + i, i);
        }
        for (int i = 0; i < 600; i++) {
            document.putObject("object" + i).put("r", "x");
        }

        assertThatThrownBy(() -> AliasExpansion.expand(document))
                .isInstanceOf(DocumentException.class)
                .hasMessageContaining("1000000 fields");
    }
}
