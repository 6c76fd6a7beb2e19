package batos.mind;

import java.util.Optional;
import java.util.regex.Pattern;

/// Finds a prompt that does not fit into the requested context: an error, never an answer.
final class TruncationCheck {
    /// No tokeniser in use makes, on whole prompts, fewer tokens than one per 8 characters.
    private static final int MOST_CHARACTERS = 8;

    private static final int USUAL_CHARACTERS = 4;

    private static final Pattern COUNT =
            Pattern.compile("request \\((\\d{1,8}) tokens\\)|n_prompt_tokens\\W{1,6}(\\d{1,8})");

    private TruncationCheck() {}

    static Reply.Failed failed(Prompt prompt, int sent) {
        var context = prompt.pin().context();
        return new Reply.Failed(
                false,
                "%s: the prompt has about %d tokens and the context holds %d. Next: /settings set models.%s.context %d, or ask for less"
                        .formatted(
                                prompt.pin().tag(),
                                sent,
                                context,
                                prompt.persona(),
                                Integer.highestOneBit(Math.max(sent, context)) * 2),
                Reply.Fault.TRUNCATED);
    }

    /// The number of tokens that a server names when it refuses a prompt: llama.cpp's `request
    /// (3012 tokens) exceeds …` and `n_prompt_tokens`.
    static Optional<Integer> told(String said) {
        var found = COUNT.matcher(said);
        return found.find()
                ? Optional.of(
                        Integer.parseInt(found.group(1) == null ? found.group(2) : found.group(1)))
                : Optional.empty();
    }

    /// Compares the tokens that the server says it read with the prompt sent.
    ///
    /// @param evaluated the server's count of prompt tokens; 0 where it does not say
    static Optional<Reply> found(Prompt prompt, int evaluated) {
        if (evaluated == 0) {
            return Optional.empty();
        }
        var context = prompt.pin().context();
        var characters = characters(prompt);
        // a prompt with fewer characters than the context has tokens cannot have been trimmed
        var trimmed = characters > context && characters / MOST_CHARACTERS > evaluated;
        return trimmed || (context > 0 && evaluated >= context)
                ? Optional.of(failed(prompt, Math.max(evaluated, characters / USUAL_CHARACTERS)))
                : Optional.empty();
    }

    /// A reply that was to be one document and ended at the limit of its length.
    static Reply.Failed cut(String where, Prompt prompt) {
        var most = prompt.pin().sampling().maxTokens();
        return new Reply.Failed(
                false,
                "%s: the document was cut at %d tokens. Next: /settings set models.%s.max_tokens %d"
                        .formatted(where, most, prompt.persona(), 2 * most),
                Reply.Fault.TOO_LONG);
    }

    /// A reply that was all thought when it ended at the limit of its length.
    static Reply.Failed speechless(String where, Prompt prompt) {
        var most = prompt.pin().sampling().maxTokens();
        return new Reply.Failed(
                false,
                "%s: the model thought for all of its %d tokens and said nothing. Next: /settings set models.%s.max_tokens %d, or /settings set mind.thinking no"
                        .formatted(where, most, prompt.persona(), 4 * most),
                Reply.Fault.TOO_LONG);
    }

    static int characters(Prompt prompt) {
        return prompt.messages().stream().mapToInt(TruncationCheck::characters).sum();
    }

    private static int characters(Message message) {
        return switch (message) {
            case Message.Instruction(var text) -> text.length();
            case Message.Question(var text) -> text.length();
            case Message.Asked(var text) -> text.length();
            case Message.Said(var text, var calls) -> text.length();
            case Message.ToolGave(var id, var tool, var text) -> text.length();
        };
    }
}
