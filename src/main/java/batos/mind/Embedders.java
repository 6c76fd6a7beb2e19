package batos.mind;

import batos.tape.Tape;

/// Makes the embedder of a name.
public final class Embedders {
    private static final String OLLAMA = "ollama:";

    private Embedders() {}

    /// @param name `bge-small-en-v1.5-q`, `words`, or `ollama:` and a tag
    /// @throws MindFault when there is no such embedder
    public static Embedder named(String name, OllamaAddress ollama, CallLimits limits, Tape tape) {
        if (name.equals(OnnxEmbedder.NAME)) {
            return new TapedEmbedder(tape, new OnnxEmbedder());
        }
        if (name.equals(WordsEmbedder.NAME)) {
            return new WordsEmbedder();
        }
        if (name.startsWith(OLLAMA) && name.length() > OLLAMA.length()) {
            return new OllamaEmbedder(name.substring(OLLAMA.length()), ollama, limits, tape);
        }
        throw new MindFault(
                "there is no embedding model '%s'. Known: %s, words, ollama:TAG. Next: /settings set models.embedding %s"
                        .formatted(name, OnnxEmbedder.NAME, OnnxEmbedder.NAME));
    }
}
