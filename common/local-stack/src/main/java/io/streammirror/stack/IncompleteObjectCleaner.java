package io.streammirror.stack;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Pattern;

/**
 * Deletes the files of half-received objects, which a killed S3Proxy leaves behind and would list as objects. Their names are a key and a
 * UUID; no key of this project ends like that.
 */
final class IncompleteObjectCleaner {
    private static final Pattern NAME = Pattern.compile(".+-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private IncompleteObjectCleaner() {}

    /** Deletes the files and returns their number; no server may use the directory meanwhile. */
    static int sweep(Path directory) throws IOException {
        var sweeper = new Sweeper();
        Files.walkFileTree(directory, sweeper);
        return sweeper.swept;
    }

    private static final class Sweeper extends SimpleFileVisitor<Path> {
        private int swept;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (NAME.matcher(file.getFileName().toString()).matches()) {
                Files.delete(file);
                swept++;
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
