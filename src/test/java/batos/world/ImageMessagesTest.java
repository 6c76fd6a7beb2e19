package batos.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImageMessagesTest {
    private final WorldFixture world = new WorldFixture();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void tellTheStateOfTheImage() {
        assertEquals("'" + world.image.now().root() + "'", world.print("image root"));
        assertEquals(String.valueOf(world.image.now().number()), world.print("image number"));
    }

    @Test
    void saveAndRestore() {
        world.print("Smalltalk at: #colour put: 'blue'");
        world.print("image save: 'then'");
        assertEquals("('then' )", world.print("image snapshots"));
        world.print("Smalltalk at: #colour put: 'red'");
        world.print("image restore: 'then'");
        assertEquals("'blue'", world.print("Smalltalk at: #colour"));
    }

    @Test
    void nameASnapshotThatIsNotThere() {
        assertTrue(world.error("image restore: 'never'").contains("never"));
    }

    @Test
    void nameWhoCommittedWhat() {
        world.print("Smalltalk at: #colour put: 'blue'");
        assertTrue(
                world.print("image log first").contains("architect: Smalltalk at: #colour put:"),
                () -> world.print("image log first"));
    }
}
