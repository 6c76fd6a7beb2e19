package batos.shell;

import java.util.Optional;

/// Puts a question to the council, or to one persona alone.
public final class Asking {
    private Asking() {}

    /// @param persona in capitals; empty for the whole council
    public static Answer of(Desk desk, Optional<String> persona, String question) {
        if (question.isEmpty()) {
            return Answer.failed(Exit.USAGE, "nothing asked. Next: @ and your question");
        }
        return desk.house().ask(desk, persona, question);
    }
}
