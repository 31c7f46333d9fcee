package io.streammirror.lint;

import static io.streammirror.lint.SourceLint.Items.NEWEST;
import static io.streammirror.lint.SourceLint.Items.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.lint.SourceClient.Head;
import io.streammirror.maas.Rule;
import io.streammirror.maas.Severity;
import io.streammirror.maas.Violation;
import io.streammirror.openpgp.BundledKeyrings;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SourceLintTest {
    private static final String KERNEL = "jammy/amd64/20250718/ga-22.04/generic/boot-kernel";
    private static final String SMALLEST = "bootloaders/uefi/amd64/20231004.0/grub2-signed.tar.xz";

    private final FakeSource source = new FakeSource();

    @Test
    void aGoodUnsignedSourceHasNothingButThatAgainstIt() {
        LintReport report = lint(FakeSource.INDEX, NEWEST);

        assertThat(report.findings()).extracting(Violation::rule).containsExactly(Rule.UNSIGNED);
        assertThat(report.verdict().fits()).isTrue();
        assertThat(report.itemsAsked()).isEqualTo(8);
    }

    @Test
    void aBaseUrlWithoutASignedIndexIsUnfit() {
        LintReport report = lint(URI.create(FakeSource.BASE), NONE);

        assertThat(report.index()).isEqualTo(FakeSource.INDEX);
        assertThat(report.verdict()).hasToString("MAAS 3.4–3.8 cannot use this source");
    }

    @Test
    void aServerThatDoesNotKnowHeadIsAskedByGet() {
        source.answerHead(KERNEL, new Head(405, OptionalLong.empty()));

        assertThat(findings()).extracting(Violation::rule).containsExactly(Rule.UNSIGNED, Rule.HEAD_AND_GET);
        assertThat(source.opened()).containsExactly(KERNEL);
    }

    @Test
    void oneBadMomentIsForgiven() {
        source.answerHead(KERNEL, new Head(503, OptionalLong.empty()));

        assertThat(findings()).extracting(Violation::rule).containsExactly(Rule.UNSIGNED);
    }

    @Test
    void anItemOfUnknownLengthIsARemark() {
        source.answerHead(KERNEL, new Head(200, OptionalLong.empty()));

        assertThat(findings()).anySatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo(Rule.ITEM_LENGTH);
            assertThat(finding.impact().severity()).isEqualTo(Severity.CONFUSES);
        });
    }

    @Test
    void aManifestThatIsMissingIsARemarkBecauseMaasNeverAsksForIt() {
        source.remove("jammy/amd64/20250718/squashfs.manifest");

        assertThat(findings()).anySatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo(Rule.ITEM_EXISTS);
            assertThat(finding.impact().severity()).isEqualTo(Severity.CONFUSES);
        });
    }

    @Test
    void theSmallestItemIsReadAndItsHashCompared() {
        source.put(SMALLEST, new byte[source.content(SMALLEST).length]);

        assertThat(findings()).anySatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo(Rule.ITEM_CONTENT);
            assertThat(finding.message()).contains(SMALLEST);
            assertThat(finding.impact().severity()).isEqualTo(Severity.BREAKS_IMAGE);
        });
    }

    private List<Violation> findings() {
        return lint(FakeSource.INDEX, NEWEST).findings();
    }

    private LintReport lint(URI url, SourceLint.Items items) {
        var keyring = BundledKeyrings.find("ubuntu-cloudimage").orElseThrow();
        return new SourceLint(source, keyring, false, items, Clock.systemUTC()).lint(url);
    }
}
