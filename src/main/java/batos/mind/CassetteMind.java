package batos.mind;

import batos.tape.Tape;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A mind that says what another one said when it was recorded. The bytes of the recording pass the
/// recorded mind's own parser; no socket is opened.
public final class CassetteMind implements Mind {
    private final Tape tape;
    private final Mind recorded;
    private final Optional<Mind> onward;

    /// @param recorded the adapter that was recorded, over the tape that plays
    /// @param onward who thinks when the recording has ended; only a fork has one
    public CassetteMind(Tape tape, Mind recorded, Optional<Mind> onward) {
        this.tape = tape;
        this.recorded = recorded;
        this.onward = onward;
    }

    /// The name of the mind that was recorded, so that what a replay keeps is what the session
    /// kept.
    @Override
    public String name() {
        return speaker().name();
    }

    @Override
    public Reply think(Prompt prompt, Consumer<String> heard) {
        return speaker().think(prompt, heard);
    }

    private Mind speaker() {
        return tape.replaying() ? recorded : onward.orElse(recorded);
    }

    @Override
    public List<Model> models() {
        return speaker().models();
    }

    @Override
    public Optional<OllamaServer> server() {
        return speaker().server();
    }

    @Override
    public void close() {
        recorded.close();
        onward.ifPresent(Mind::close);
    }
}
