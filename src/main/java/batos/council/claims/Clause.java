package batos.council.claims;

import java.util.List;

/// One clause of a sentence.
///
/// @param opener the word that opened it (`and`, `if`, `which`, …), or empty
/// @param tokens without the opener
/// @param asserted whether the speaker states it as a fact: no question, plan, condition or report
/// @param subject who or what acts
/// @param fragment whether it has no subject of its own, nor one to take over
record Clause(
        String opener, List<Token> tokens, boolean asserted, Subject subject, boolean fragment) {
    enum Subject {
        /// One of the council, the forge, the council itself.
        SELF,
        /// A tool, a call, a result.
        TOOL,
        /// The Architect, or people in general.
        YOU,
        OTHER,
        /// It has none.
        NONE
    }
}
