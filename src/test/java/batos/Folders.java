package batos;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/// Folders that a test makes and takes away itself.
public final class Folders {
    private Folders() {}

    /// Deletes the folder with all that is in it, if it is there, and what is written into it
    /// meanwhile.
    public static void delete(Path folder) throws IOException {
        for (int tries = 100; Files.exists(folder); tries--) {
            try {
                Files.walkFileTree(folder, new Deletion());
            } catch (DirectoryNotEmptyException e) {
                if (tries == 0) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes found) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path each, java.io.IOException failed)
                throws IOException {
            Files.deleteIfExists(each);
            return FileVisitResult.CONTINUE;
        }
    }
}
