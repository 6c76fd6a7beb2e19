package batos.memory;

import java.util.List;

/// Asks a model for the facts of a conversation. The caller gives it turns only: never recalled
/// text, system prompts or the codex.
public interface FactExtractor {
    /// The model that would be asked; empty where there is none, and then no facts are extracted.
    String model();

    /// The hash of the prompt's wording: another wording makes a session worth another look.
    String prompt();

    Extraction extract(List<MemoryRecord> turns);

    /// A fact as a model wrote it; nothing in it is checked yet.
    ///
    /// @param evidence the ids of the turns that it cites
    record Draft(String text, String speaker, List<String> evidence) {
        public Draft {
            evidence = List.copyOf(evidence);
        }
    }

    /// The outcome of the request.
    sealed interface Extraction {
        record Found(List<Draft> facts) implements Extraction {
            public Found {
                facts = List.copyOf(facts);
            }
        }

        record Failed(String why) implements Extraction {}

        record Interrupted() implements Extraction {}
    }

    /// No model: memory works without facts.
    FactExtractor NONE =
            new FactExtractor() {
                @Override
                public String model() {
                    return "";
                }

                @Override
                public String prompt() {
                    return "";
                }

                @Override
                public Extraction extract(List<MemoryRecord> turns) {
                    return new Extraction.Found(List.of());
                }
            };
}
