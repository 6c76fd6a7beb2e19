package batos.codex;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Tests of the codex of a home that each of them opens and closes.
abstract class HomeTest {
    @TempDir Path dir;
    TestHome home;

    @BeforeEach
    void open() throws Exception {
        home = new TestHome(dir);
    }

    @AfterEach
    void close() {
        home.close();
    }
}
