package batos.council;

import batos.mind.Message;
import batos.mind.PersonaId;
import batos.mind.Pin;
import batos.mind.Prompt;
import batos.persona.Lease;
import java.util.ArrayList;
import java.util.List;

/// The number of characters of a lease's shortest context that each part of a prompt may take; a
/// token has about four. Memory and past turns may each take a quarter. All parts together with the
/// instructions, the question and the reply must fit the whole. The rest is dropped in this order:
///
/// 1. the oldest past turn, until none is left;
/// 2. the memory that ranked lowest, until none is left;
/// 3. the descriptions of tools, the longest first, down to their first 80 characters.
///
/// @param whole for everything; the largest int where no context length is known
/// @param fixed the characters of the longest instruction and reply
record PromptBudget(int whole, int fixed) {
    private static final int CHARACTERS = 4;
    private static final int SHORT = 80;

    /// Of the shortest context of all pins.
    static PromptBudget of(Lease lease) {
        var context = lease.context();
        if (context == 0) {
            return new PromptBudget(Integer.MAX_VALUE, 0);
        }
        var instruction =
                lease.pins().keySet().stream()
                        .mapToInt((PersonaId persona) -> lease.instruction(persona).length())
                        .max()
                        .orElse(0);
        var reply =
                lease.pins().values().stream()
                        .map(Pin::sampling)
                        .mapToInt(Pin.Sampling::maxTokens)
                        .max()
                        .orElse(0);
        return new PromptBudget(
                context * CHARACTERS, instruction + CHARACTERS * Math.min(reply, context / 2));
    }

    /// The characters that memory may take, and past turns as many: a quarter each.
    int part() {
        return whole == Integer.MAX_VALUE ? whole : whole / 4;
    }

    /// @param dropped a line for each thing that was left out, in the order of dropping
    record Fitted(List<String> memory, List<Exchange> history, List<String> dropped) {
        Fitted {
            memory = List.copyOf(memory);
            history = List.copyOf(history);
            dropped = List.copyOf(dropped);
        }
    }

    /// @param history the oldest first
    /// @param memory the highest-ranked first
    Fitted recalled(
            String question,
            List<Exchange> history,
            List<String> memory,
            List<Prompt.ToolSchema> tools) {
        var past = new ArrayList<>(history);
        var lines = new ArrayList<>(memory);
        var dropped = new ArrayList<String>();
        var rest = (long) fixed + question.length() + length(tools);
        while (!past.isEmpty()
                && (ofHistory(past) > part() || rest + ofHistory(past) + ofMemory(lines) > whole)) {
            var oldest = past.removeFirst();
            dropped.add("past turn " + oldest.episode() + ": " + Excerpt.of(oldest.asked(), SHORT));
        }
        while (!lines.isEmpty()
                && (ofMemory(lines) > part() || rest + ofHistory(past) + ofMemory(lines) > whole)) {
            dropped.add("memory: " + Excerpt.of(lines.removeLast(), SHORT));
        }
        return new Fitted(lines, past, dropped);
    }

    record FittedTools(List<Prompt.ToolSchema> tools, List<String> dropped) {
        FittedTools {
            tools = List.copyOf(tools);
            dropped = List.copyOf(dropped);
        }
    }

    /// The tools as they may stand beside a conversation.
    FittedTools tools(List<Prompt.ToolSchema> tools, List<Message> thread) {
        var rest = (long) fixed + thread.stream().mapToInt(PromptBudget::length).sum();
        var fitted = new ArrayList<>(tools);
        var dropped = new ArrayList<String>();
        while (rest + length(fitted) > whole) {
            var longest = -1;
            for (int i = 0; i < fitted.size(); i++) {
                if (fitted.get(i).description().length() > SHORT
                        && (longest < 0
                                || fitted.get(i).description().length()
                                        > fitted.get(longest).description().length())) {
                    longest = i;
                }
            }
            if (longest < 0) {
                break;
            }
            var tool = fitted.get(longest);
            fitted.set(
                    longest,
                    new Prompt.ToolSchema(
                            tool.name(), Excerpt.of(tool.description(), SHORT), tool.parameters()));
            dropped.add(
                    "tool "
                            + tool.name()
                            + ": its description, "
                            + tool.description().length()
                            + " characters, shortened to "
                            + fitted.get(longest).description().length());
        }
        return new FittedTools(fitted, dropped);
    }

    private static long ofHistory(List<Exchange> history) {
        return history.stream().mapToLong(Exchange::length).sum();
    }

    private static long ofMemory(List<String> lines) {
        return lines.stream().mapToLong(String::length).sum();
    }

    private static long length(List<Prompt.ToolSchema> tools) {
        return tools.stream()
                .mapToLong(tool ->
                        tool.name().length()
                                + tool.description().length()
                                + tool.parameters().length())
                .sum();
    }

    private static int length(Message message) {
        return switch (message) {
            case Message.Instruction(var text) -> text.length();
            case Message.Question(var text) -> text.length();
            case Message.Asked(var text) -> text.length();
            case Message.Said(var text, _) -> text.length();
            case Message.ToolGave(_, _, var text) -> text.length();
        };
    }
}
