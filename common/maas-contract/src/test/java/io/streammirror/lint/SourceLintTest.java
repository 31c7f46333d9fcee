package io.streammirror.lint;

import static io.streammirror.lint.LintOptions.Items.NEWEST;
import static io.streammirror.lint.LintOptions.Items.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.lint.SourceClient.Head;
import io.streammirror.maas.MaasRelease;
import io.streammirror.maas.Rule;
import io.streammirror.maas.Severity;
import io.streammirror.maas.Violation;
import io.streammirror.openpgp.BundledKeyrings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceLintTest {
    private static final String KERNEL = "jammy/amd64/20250718/ga-22.04/generic/boot-kernel";
    private static final String SMALLEST = "bootloaders/uefi/amd64/20231004.0/grub2-signed.tar.xz";

    private final FakeSource source = new FakeSource();

    @Test
    void shouldReportOnlyMissingSignatureWhenSourceIsGood() {
        LintReport report = lint(FakeSource.INDEX, NEWEST);

        assertThat(report.findings()).extracting(Violation::rule).containsExactly(Rule.UNSIGNED);
        assertThat(report.verdict().fits()).isTrue();
        assertThat(report.itemsAsked()).isEqualTo(8);
    }

    @Test
    void shouldRefuseBaseUrlWithoutSignedIndex() {
        LintReport report = lint(URI.create(FakeSource.BASE), NONE);

        assertThat(report.index()).isEqualTo(FakeSource.INDEX);
        assertThat(report.verdict()).hasToString("MAAS 3.4–3.8 cannot use this source");
    }

    @Test
    void shouldAskByGetWhenServerDoesNotKnowHead() {
        source.answerHead(KERNEL, new Head(405, OptionalLong.empty()));

        assertThat(findings()).extracting(Violation::rule).containsExactly(Rule.UNSIGNED, Rule.HEAD_AND_GET);
        assertThat(source.opened()).containsExactly(KERNEL);
    }

    @Test
    void shouldForgiveOneFailedAnswer() {
        source.answerHead(KERNEL, new Head(503, OptionalLong.empty()));

        assertThat(findings()).extracting(Violation::rule).containsExactly(Rule.UNSIGNED);
    }

    @Test
    void shouldRemarkItemWithoutLength() {
        source.answerHead(KERNEL, new Head(200, OptionalLong.empty()));

        assertThat(findings()).anySatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo(Rule.ITEM_LENGTH);
            assertThat(finding.impact().severity()).isEqualTo(Severity.CONFUSES);
        });
    }

    @Test
    void shouldRemarkMissingManifestWhichMaasNeverAsksFor() {
        source.remove("jammy/amd64/20250718/squashfs.manifest");

        assertThat(findings()).anySatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo(Rule.ITEM_EXISTS);
            assertThat(finding.impact().severity()).isEqualTo(Severity.CONFUSES);
        });
    }

    @Test
    void shouldCompareHashOfSampledItems() {
        source.put(SMALLEST, new byte[source.content(SMALLEST).length]);

        assertThat(findings()).anySatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo(Rule.ITEM_CONTENT);
            assertThat(finding.message()).contains(SMALLEST);
            assertThat(finding.impact().severity()).isEqualTo(Severity.BREAKS_IMAGE);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 405, 501})
    void shouldRemarkHeadThatAnswersOtherThanGet(int status) {
        source.answerHead(KERNEL, new Head(status, OptionalLong.empty()));

        assertThat(findings())
                .filteredOn(finding -> finding.rule() == Rule.HEAD_AND_GET)
                .singleElement()
                .satisfies(finding -> assertThat(finding.impact().breaks()).isFalse());
    }

    @Test
    void shouldRemarkHeadThatHangsUpWhenGetIsRight() {
        source.hangUpOnHead(KERNEL);

        assertThat(findings()).extracting(Violation::rule).containsExactly(Rule.UNSIGNED, Rule.HEAD_AND_GET);
        assertThat(lint(FakeSource.INDEX, NEWEST).verdict().fits()).isTrue();
    }

    @Test
    void shouldRemarkHeadThatSaysLengthZero() {
        source.answerHead(KERNEL, new Head(200, OptionalLong.of(0)));

        assertThat(findings()).extracting(Violation::rule).containsExactly(Rule.UNSIGNED, Rule.HEAD_AND_GET);
    }

    @Test
    void shouldBreakNewerReleasesWhenItemsBeginLate() {
        source.beginLate(Duration.ofSeconds(11));

        assertThat(findings())
                .filteredOn(finding -> finding.rule() == Rule.SLOW_ANSWER)
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.impact().first()).isEqualTo(MaasRelease.V3_7));
    }

    @Test
    void shouldNotBreakAnyReleaseWhenOptionalItemIsMissing() {
        source.remove("jammy/amd64/20250718/squashfs.manifest");

        assertThat(lint(FakeSource.INDEX, NEWEST).verdict().fits()).isTrue();
    }

    private List<Violation> findings() {
        return lint(FakeSource.INDEX, NEWEST).findings();
    }

    private LintReport lint(URI url, LintOptions.Items items) {
        var keyring = BundledKeyrings.find("ubuntu-cloudimage").orElseThrow();
        return new SourceLint(
                        source, LintKeyring.byDefault(keyring), LintOptions.DEFAULT.withItems(items), Clock.systemUTC())
                .lint(url);
    }
}
