package batos.app;

import java.util.function.Consumer;

/// Asks again what programs asked in a recorded session, without the programs. One replay serves
/// one session: what earlier requests left is there for later ones.
@FunctionalInterface
public interface ProgramReplay {
    /// @param request as [Services#tape] noted it, without the name of its protocol
    /// @param lines gets the reply, line by line
    void ask(String request, Consumer<String> lines);

    /// Makes the replay for a house.
    @FunctionalInterface
    interface Opener {
        ProgramReplay open(Services house, DeedQueue deeds);
    }
}
