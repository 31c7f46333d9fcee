package io.streammirror.openpgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.openpgp.PGPSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArmorTest {
    private static final byte[] PACKETS = new Forge(ForgedKey.sound().pair())
            .type(PGPSignature.BINARY_DOCUMENT)
            .sign(new byte[3]);
    private static final String ARMORED = new String(Armor.close(PACKETS), StandardCharsets.US_ASCII);

    @Property(tries = 300)
    void shouldOpenWhatWasClosed(@ForAll @Size(min = 1, max = 300) byte[] bytes) throws IOException {
        bytes[0] = (byte) 0xc2; // the tag of a signature, by which Bouncy Castle chooses the kind of block

        assertThat(Armor.open(Armor.close(bytes), Armor.SIGNATURE)).isEqualTo(bytes);
    }

    @Test
    void shouldPassOnPacketsWithoutArmor() throws IOException {
        assertThat(Armor.open(PACKETS, Armor.SIGNATURE)).isEqualTo(PACKETS);
    }

    @Test
    void shouldIgnoreHeadersBlanksAndWindowsLineEnds() throws IOException {
        String dressed = "\n \n" + ARMORED.replace("SIGNATURE-----\n\n", "SIGNATURE-----\nVersion: 1\n \n");

        assertThat(Armor.open(Forge.utf8(dressed.replace("\n", " \r\n")), Armor.SIGNATURE))
                .isEqualTo(PACKETS);
    }

    static Stream<Arguments> damagedArmor() {
        return Stream.of(
                argumentSet("text after", ARMORED + "note\n", "'-----BEGIN PGP SIGNATURE-----' belongs here"),
                argumentSet(
                        "another kind", ARMORED.replace("SIGNATURE", "MESSAGE"), "line 1: '-----BEGIN PGP SIGNATURE"),
                argumentSet("clear text", "-----BEGIN PGP SIGNED MESSAGE-----\n\n" + ARMORED, "line 1: "),
                argumentSet("a block in the block", ARMORED.replace("\n\n", "\n\n" + ARMORED), "is not Base64"),
                argumentSet(
                        "another end",
                        ARMORED.replace("END PGP SIGNATURE", "END PGP MESSAGE"),
                        "-----END PGP SIGNATURE"),
                argumentSet("no end", ARMORED.substring(0, ARMORED.indexOf("-----END")), "ends before '-----END"),
                argumentSet("no blank line", ARMORED.replace("\n\n", "\n"), "neither a header"),
                argumentSet("other letters", ARMORED.replace("\n\n", "\n\n!"), "is not Base64"),
                argumentSet("wrong checksum", ARMORED.replaceFirst("\n=....\n", "\n=AAAA\n"), "checksum is wrong"),
                argumentSet("broken checksum", ARMORED.replaceFirst("\n=....\n", "\n=A=AA\n"), "is not Base64"),
                argumentSet(
                        "more after the checksum",
                        ARMORED.replaceFirst("\n(=....)\n", "\n$1\nAAAA\n"),
                        "belongs here"));
    }

    @ParameterizedTest
    @MethodSource("damagedArmor")
    void shouldRefuseAnythingElse(String armored, String problem) {
        assertThatThrownBy(() -> Armor.open(Forge.utf8(armored), Armor.SIGNATURE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(problem);
    }
}
