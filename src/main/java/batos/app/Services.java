package batos.app;

import batos.codex.Codex;
import batos.config.ConfigFolder;
import batos.crucible.Crucible;
import batos.image.Image;
import batos.image.View;
import batos.loops.Conversation;
import batos.loops.philosophical.Deliberation;
import batos.loops.strategic.StrategicLoop;
import batos.loops.tactical.MethodForge;
import batos.loops.tactical.ToolForge;
import batos.memory.BackgroundWork;
import batos.memory.FactExtractor;
import batos.memory.Scrapbook;
import batos.mind.Embedder;
import batos.nerve.Pulses;
import batos.persona.Distinctness;
import batos.persona.ModelBench;
import batos.persona.Models;
import batos.persona.Personas;
import batos.talk.Talk;
import batos.tape.Tape;
import batos.toolbox.Gate;
import batos.toolbox.Toolbox;
import batos.trainer.Trainers;
import java.util.List;

/// The rooms as commands reach them. `Main` puts them together; a room that costs time to open is
/// opened when it is first asked for.
public interface Services extends AutoCloseable {
    Image image();

    Talk talk();

    /// The language over the state after a commit, to be looked at; whoever asks closes it.
    default Talk past(long number) {
        throw new CommandFailure(ExitCode.NO_IMAGE, "this house has no past");
    }

    /// The rooms of a turn over a state of the image, which keeps nothing of it.
    default Scratch scratch(View state) {
        throw new CommandFailure(ExitCode.NO_MODEL, "there are no models in this house");
    }

    /// The model that turns text into vectors.
    default Embedder embedder() {
        throw new CommandFailure(ExitCode.NO_MODEL, "there is no embedding model in this house");
    }

    Pulses pulses();

    Tape tape();

    Conversation conversation();

    Scrapbook memory();

    /// Work on memory that goes on beside the prompt.
    default BackgroundWork memoryWork() {
        throw new CommandFailure(ExitCode.USAGE, "nothing goes on in the background of this house");
    }

    /// The writer of facts during the consolidation of memory.
    default FactExtractor factExtractor() {
        return FactExtractor.NONE;
    }

    Personas personas();

    /// Tells the four by how they speak.
    default Distinctness distinctness() {
        return new Distinctness(embedder());
    }

    Toolbox toolbox();

    Crucible crucible();

    /// The gate that a tool passes before it is bound.
    default Gate gate() {
        throw new CommandFailure(
                ExitCode.NO_CRUCIBLE, "this house was opened without a gate for tools");
    }

    /// The tactical loop, with the minds as they are now.
    default ToolForge forge() {
        throw new CommandFailure(ExitCode.NO_MODEL, "this house was opened without a forge");
    }

    /// The tactical loop for methods that objects are missed to have.
    default MethodForge methodForge() {
        throw new CommandFailure(ExitCode.NO_MODEL, "this house was opened without a forge");
    }

    ConfigFolder config();

    /// The models at hand.
    default Models models() {
        throw new CommandFailure(ExitCode.NO_MODEL, "there are no models in this house");
    }

    /// The codex, and the means to govern it, which go to the shell's own commands and nowhere
    /// else.
    Codex.Opened codex();

    /// The codex as every face may read it, without the means to govern it.
    default Codex readableCodex() {
        return codex().codex();
    }

    /// Asks models questions with known answers.
    default ModelBench bench() {
        throw new CommandFailure(ExitCode.NO_MODEL, "there are no models in this house");
    }

    /// The house's notices after a line, one line each: the image came back with another codex,
    /// codex.toml drifted. The next call answers the notices since this one.
    default List<String> attend() {
        return List.of();
    }

    /// The strategic loop.
    default StrategicLoop tuning() {
        throw new CommandFailure(
                ExitCode.NO_MODEL, "this house was opened without a strategic loop");
    }

    /// The trainers of this home.
    default Trainers trainers() {
        return new Trainers(image().home());
    }

    /// Goals in idle time.
    default Motive motive() {
        throw new CommandFailure(
                ExitCode.NO_MODEL, "this house was opened without goals of its own");
    }

    /// From now on idle work may run, where the Architect has turned it on, while nobody is there.
    default void beginIdleWork(DeedQueue deeds) {}

    /// Tells idle work that a person or a program is present.
    default void noteActivity() {}

    /// The philosophical loop.
    default Deliberation deliberation() {
        throw new CommandFailure(
                ExitCode.NO_MODEL, "this house was opened without a philosophical loop");
    }

    /// Asks the person at the face whose line runs whether something may be done; no where nobody
    /// can answer. Blocking.
    default boolean agreed(String question) {
        return false;
    }

    /// The start-up line's words about the mind, for example `rehearsal mind (the shipped script)`.
    String mindLine();

    /// The mind that answers, as `--mind` names it.
    String mindName();

    /// The start-up line's words about the crucible.
    default String crucibleLine() {
        return crucible().line();
    }

    /// Both in one line.
    default String standing() {
        return mindLine() + "; " + crucibleLine();
    }

    /// The Architect's notices from opening: a recovery, a drift, a turn that was cut off. One line
    /// each.
    default List<String> beginning() {
        return List.of();
    }

    /// The lines about memories without a vector of the present model: for a session and a
    /// question, as it takes the names of all memories.
    default List<String> foreignMemories() {
        return List.of();
    }

    @Override
    void close();

    /// Opens a house.
    @FunctionalInterface
    interface Door {
        /// @throws batos.image.ImageFault when the image is owned by another process or damaged
        /// @throws CommandFailure for every other reason not to open
        Services open(OpenOptions opening);
    }
}
