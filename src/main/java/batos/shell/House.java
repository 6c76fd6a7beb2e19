package batos.shell;

import batos.image.Image;
import batos.nerve.Pulses;
import batos.talk.Talk;
import java.util.Optional;

/// The rooms as commands reach them. `Main` puts them together; a room that costs time to open is
/// opened when it is first asked for.
public interface House extends AutoCloseable {
    Image image();

    Talk talk();

    Pulses pulses();

    /// What the start-up line says about mind and crucible, for example `rehearsal mind, polyglot
    /// crucible`.
    String standing();

    /// Puts a question to the council, or to one persona alone, and renders what is heard to the
    /// desk's out.
    ///
    /// @param persona in capitals; empty for the whole council
    Answer ask(Desk desk, Optional<String> persona, String question);

    @Override
    void close();

    /// Opens a house.
    @FunctionalInterface
    interface Door {
        /// @throws batos.image.ImageFault when the image is owned by another process or damaged
        /// @throws Trouble for every other reason not to open
        House open(Opening opening);
    }
}
