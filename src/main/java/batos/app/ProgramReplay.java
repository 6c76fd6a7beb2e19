package batos.app;

import java.util.function.Consumer;

/// Asks again what programs asked in a recorded session, without the programs. One replay serves
/// one session: what earlier requests left is there for later ones.
@FunctionalInterface
public interface ProgramReplay {
    /// @param request as [Services#tape] noted it, without the name of its protocol
    /// @param lines gets the reply, line by line
    void ask(String request, Consumer<String> lines);

    /// Notes a request that has been answered, and the image that it left: a replay that leaves
    /// another one ends there.
    ///
    /// @param request with the name of its protocol, and a space, before it
    static void mark(Services house, String request) {
        house.tape().mark("image", house.image().now().root());
        house.tape().mark("line", "PROGRAM " + request);
    }

    /// Makes the replay for a house.
    @FunctionalInterface
    interface Opener {
        ProgramReplay open(Services house, DeedQueue deeds);
    }
}
