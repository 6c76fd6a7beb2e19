package batos.persona;

import batos.config.CodexDocument;
import batos.mind.Message;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The instruction that gives a small model its persona: one sentence, taken from the codex by
/// rule, and three examples of a short answer, one of them of not knowing. The first sentence of
/// the voice says how the persona is; the rest of the codex is for models that can carry it.
///
/// Measured with SmolLM2-135M (Q4_1) at a temperature of 0.2 on 20 questions with one right answer
/// each, `src/bench/README.md`: 17 right with these words, 17 with `You are a helpful assistant.`,
/// 14 with no instruction, 8 with the same sentence, a request to be short and no examples. Of 8
/// questions that nobody can answer it invented an answer to each; told to say that it does not
/// know, to 7 or 8; after an example of not knowing, to 4.
public final class LeanInstruction {
    private static final int LONGEST_VOICE = 90;

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s");

    /// Examples stand between the instruction and the conversation. A small model learns the length
    /// and the form of an answer from them, which it does not from being told.
    static final List<Message> FIRST =
            Stream.concat(
                            example("What is 1 + 1?", "1 + 1 = 2.").stream(),
                            example("What colour is my shirt?", "I do not know.").stream())
                    .toList();

    static final List<Message> SECOND = example("What do cows drink?", "Cows drink water.");

    private LeanInstruction() {}

    public static String of(CodexDocument.Persona persona) {
        return "You are %s, a helpful assistant who is %s."
                .formatted(persona.name(), manner(persona.voice()));
    }

    private static List<Message> example(String question, String answer) {
        return List.of(new Message.Asked(question), new Message.Said(answer, List.of()));
    }

    /// The instruction with its examples, for a reader.
    public static String shown(CodexDocument.Persona persona) {
        return of(persona)
                + Stream.concat(FIRST.stream(), SECOND.stream())
                        .map(message ->
                                switch (message) {
                                    case Message.Said(var text, _) -> " -> " + text;
                                    case Message.Asked(var text) -> "\nExample: " + text;
                                    case Message.Instruction _,
                                            Message.Question _,
                                            Message.ToolGave _ ->
                                            "";
                                })
                        .collect(Collectors.joining());
    }

    private static String manner(String voice) {
        var first = SENTENCE_END.split(voice.strip().replaceAll("\\s+", " "), 2)[0];
        var plain = first.replaceFirst("[.!?]+$", "");
        var cut =
                plain.length() <= LONGEST_VOICE
                        ? plain
                        : plain.substring(0, Math.max(1, plain.lastIndexOf(' ', LONGEST_VOICE)));
        return cut.isEmpty()
                ? "honest"
                : cut.substring(0, 1).toLowerCase(Locale.ROOT) + cut.substring(1);
    }
}
