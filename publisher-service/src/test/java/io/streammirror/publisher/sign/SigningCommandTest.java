package io.streammirror.publisher.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.openpgp.ForeignSignerException;
import io.streammirror.openpgp.SignatureKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SigningCommandTest {
    /** More than a pipe holds. */
    private static final byte[] LARGE = "x".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);

    @Test
    void shouldPassAllBytesAndKindToCommand() {
        assertThat(answer("wc -c; echo \"$0 $1\"", SignatureKind.TEXT)).containsSubsequence("1000000", "secret text");
        assertThat(answer("wc -c; echo \"$0 $1\"", SignatureKind.BINARY)).contains("secret binary");
    }

    @Test
    void shouldAcceptAnswerWhenCommandHasNotReadAll() {
        assertThat(answer("echo early", SignatureKind.TEXT)).isEqualTo("early\n");
    }

    @Test
    void shouldNameProgramWithoutArgumentsWhenCommandFails() {
        assertThatThrownBy(() -> answer("echo half; exit 7", SignatureKind.TEXT))
                .isInstanceOf(ForeignSignerException.class)
                .hasMessage("the signing command sh ended with exit code 7; what it said is in the publisher's log");
    }

    @Test
    void shouldReportCommandWhenItCannotBeRun() {
        var command = new SigningCommand(List.of("/none/sign", "secret"), Duration.ofSeconds(10));

        assertThatThrownBy(() -> command.sign(LARGE, SignatureKind.TEXT))
                .isInstanceOf(ForeignSignerException.class)
                .hasMessage("the signing command sign cannot be run: is it there, and executable?")
                .hasNoCause();
    }

    @Test
    void shouldRefuseEmptyAndOversizedAnswers() {
        assertThatThrownBy(() -> answer("cat >/dev/null", SignatureKind.TEXT)).hasMessageContaining("gave nothing");
        assertThatThrownBy(() -> answer("cat", SignatureKind.TEXT)).hasMessageContaining("gave more than 65536 bytes");
    }

    @Test
    void shouldKillCommandAndItsChildrenWhenItHangs() {
        long others = sleepers();

        assertThatThrownBy(() ->
                        sh("sleep 4217 & sleep 4217", Duration.ofSeconds(1)).sign(LARGE, SignatureKind.TEXT))
                .hasMessageContaining("gave no signature within 1 s");

        assertThat(sleepers()).isEqualTo(others);
    }

    private static long sleepers() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("sleep 4217"))
                .filter(ProcessHandle::isAlive)
                .count();
    }

    private static String answer(String script, SignatureKind kind) {
        return new String(sh(script, Duration.ofSeconds(20)).sign(LARGE, kind), StandardCharsets.US_ASCII);
    }

    private static SigningCommand sh(String script, Duration timeout) {
        return new SigningCommand(List.of("sh", "-c", script, "secret"), timeout);
    }
}
