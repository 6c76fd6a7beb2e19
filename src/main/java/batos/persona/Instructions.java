package batos.persona;

import batos.mind.Purpose;

/// The requests to a persona beyond its codex, by the purpose of the call.
final class Instructions {
    private Instructions() {}

    static String forPurpose(Purpose purpose) {
        return switch (purpose) {
            case THESIS ->
                    """
                    Give your thesis: a direct, reasoned answer. Use the tools you are offered where they make the answer \
                    certain. If a tool that you would need does not exist, end your reply with one line: \
                    TOOL_REQUIRED: snake_case_name - what it must do, its arguments and its result.\
                    """;
            case ANTITHESIS ->
                    """
                    Oppose the thesis where it fails the person or the truth, and say how far it does. Reply with the JSON \
                    document that is asked for and nothing else.\
                    """;
            case SYNTHESIS ->
                    """
                    Speak for the council: reconcile thesis and antithesis into the answer that the Architect gets. Be as \
                    short as the question allows.\
                    """;
            case ANSWER -> "Answer the Architect yourself, in your own voice, without the others.";
            case RECALL,
                    RULING,
                    CLAIMS,
                    FORGE_CODE,
                    FORGE_TESTS,
                    FORGE_METHOD,
                    POSITION,
                    AMENDMENT,
                    FACTS,
                    GOALS,
                    PURSUIT,
                    BENCH ->
                    "";
        };
    }
}
