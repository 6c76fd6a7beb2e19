package batos.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The public messages of GNU Smalltalk's kernel that are not understood here, class by class, and
/// the classes that are not here. The list can only shrink: whoever adds a message deletes its
/// line.
class PublishedProtocolTest {
    private static final int MOST = 700;
    private static final Path LIST = Path.of("src/test/resources/batos/talk/gnu-missing.txt");

    @Test
    void lacksExactlyWhatTheListSays() throws Exception {
        var listed = Files.readAllLines(LIST).stream().sorted().toList();
        assertTrue(listed.size() <= MOST, listed.size() + " lines");
        try (var fixture = new TalkFixture()) {
            assertEquals(listed, fixture.talk.missing(listed));
        }
    }
}
