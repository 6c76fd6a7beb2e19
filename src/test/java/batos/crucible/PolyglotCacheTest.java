package batos.crucible;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolyglotCacheTest {
    @TempDir Path dir;

    @Test
    void isTheUsersOwnWhereThatCanBeWritten() {
        assertEquals(
                Optional.empty(),
                new PolyglotCache(dir.resolve("user"), dir.resolve("image"), dir).folder());
    }

    @Test
    void isInTheImagesHomeWhereTheUserHasNone() throws Exception {
        var none = Files.createFile(dir.resolve("no-folder"));
        assertEquals(
                Optional.of(dir.resolve("image/cache/org.graalvm.polyglot")),
                new PolyglotCache(none, dir.resolve("image"), dir).folder());
    }

    @Test
    void isAmongTheTemporaryFilesWhereTheImageCannotBeWrittenEither() throws Exception {
        var none = Files.createFile(dir.resolve("no-folder"));
        var account = System.getProperty("user.name").replaceAll("[^A-Za-z0-9_.-]", "_");
        assertEquals(
                Optional.of(dir.resolve("batos-" + account).resolve("org.graalvm.polyglot")),
                new PolyglotCache(none, none.resolve("image"), dir).folder());
    }
}
