package batos.council;

import batos.mind.Message;
import batos.mind.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A calling program's wishes: the form of the answer, its own record of the conversation, and the
/// tools that it runs itself. It lives as long as the turn: a turn that a crash cut off goes on
/// without it.
///
/// @param instructions the program's instructions to the speakers; empty for none
/// @param before the conversation before the question; it stands in place of the turns that the
///   image remembers
/// @param tools the tools that the program can run when a speaker asks for one
/// @param rounds its runs for this question so far, the first round first
public record CallingProgram(
        String instructions,
        List<Message> before,
        List<Prompt.ToolSchema> tools,
        List<Round> rounds) {
    public CallingProgram {
        before = List.copyOf(before);
        tools = List.copyOf(tools);
        rounds = List.copyOf(rounds);
    }

    /// Calls that a speaker wanted at once, with what the program's tools gave.
    ///
    /// @param said the speaker's words beside them
    public record Round(String said, List<ToolUse> uses) {
        public Round {
            uses = List.copyOf(uses);
        }

        /// As they stand in a conversation.
        public Stream<Message> messages() {
            var calls = uses.stream().map(ToolUse::call).toList();
            return Stream.concat(
                    Stream.of(new Message.Said(said, calls)),
                    uses.stream()
                            .map(use ->
                                    new Message.ToolGave(
                                            use.call().id(),
                                            use.call().tool(),
                                            Prompts.given(use))));
        }
    }

    /// The result of a call of one of the program's tools.
    ///
    /// @param result its text, as the program sent it
    public static ToolUse gave(Message.ToolCall call, String result) {
        return new ToolUse(call, call.tool(), result, ToolUse.End.GAVE, 0, "");
    }

    /// The tools that a speaker may call: those of the image, but for names that the program has
    /// tools of its own for, then the program's.
    List<Prompt.ToolSchema> with(List<Prompt.ToolSchema> live) {
        var all = new ArrayList<Prompt.ToolSchema>();
        live.stream().filter(tool -> !has(tool.name())).forEach(all::add);
        all.addAll(tools);
        return all;
    }

    /// Whether a tool of that name is the program's.
    boolean has(String name) {
        return tools.stream().anyMatch(tool -> tool.name().equals(name));
    }
}
