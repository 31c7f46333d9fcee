package io.streammirror.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OpenPartTest {
    @TempDir
    private Path directory;

    private OpenPart part;

    @BeforeEach
    void open() throws IOException {
        part = new OpenPart(directory.resolve("part-0001.tar"), 1);
    }

    @Test
    void shouldDeclareEntryThatIsLargerThanPlainHeaderHolds() throws IOException {
        long size = 9_000_000_000L;

        long offset = part.begin("blobs/large", size);

        Path file = directory.resolve("part-0001.tar.partial");
        assertThat(Files.size(file)).isEqualTo(offset).isEqualTo(part.position());
        try (var tar = new TarArchiveInputStream(Files.newInputStream(file))) {
            var entry = tar.getNextEntry();
            assertThat(entry.getName()).isEqualTo("blobs/large");
            assertThat(entry.getSize()).isEqualTo(size);
            assertThat(tar.getBytesRead()).isEqualTo(offset);
        }
        part.discard();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void shouldRefuseOtherNumberOfBytesThanDeclared() throws IOException {
        part.begin("blobs/small", 3);

        assertThatThrownBy(() -> part.write(new byte[4], 4)).isInstanceOf(IOException.class);
        part.write(new byte[2], 2);
        assertThatThrownBy(part::end).isInstanceOf(IOException.class);

        part.write(new byte[1], 1);
        part.end();
        assertThat(part.finish().size()).isEqualTo(512 + 512 + 1024);
    }
}
