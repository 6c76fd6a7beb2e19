package batos.mind;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The names of one prompt's tools as model servers take them: 1 to 64 of letters, digits, `_` and
/// `-`, which is OpenAI's rule and that of many others. A guest `github.search` is `github_search`
/// on the wire and has its own name everywhere else.
final class ServerToolNames {
    private static final Pattern ILLEGAL = Pattern.compile("[^a-zA-Z0-9_-]");
    private static final int LONGEST = 64;

    /// By the name on the wire, and by the name here.
    private final Map<String, String> inside = new HashMap<>();

    private final Map<String, String> outside = new HashMap<>();

    private ServerToolNames(List<Prompt.ToolSchema> offered) {
        var names = offered.stream().map(Prompt.ToolSchema::name).toList();
        names.stream().filter(name -> plain(name).equals(name)).forEach(this::outside);
        names.forEach(this::outside);
    }

    /// Calls with a prompt whose names can be sent; the calls in its reply bear the names of here.
    static Reply around(Prompt prompt, Function<Prompt, Reply> call) {
        var names = new ServerToolNames(prompt.tools());
        return switch (call.apply(names.sent(prompt))) {
            case Reply.Answered(var text, var calls, var usage, var ending) ->
                    new Reply.Answered(
                            text, calls.stream().map(names::received).toList(), usage, ending);
            case Reply.Refused refused -> refused;
            case Reply.Failed failed -> failed;
            case Reply.Interrupted interrupted -> interrupted;
        };
    }

    /// A name with `_` for what cannot be sent, cut to what can.
    static String plain(String name) {
        var legal = ILLEGAL.matcher(name).replaceAll("_");
        return legal.length() <= LONGEST ? legal : legal.substring(0, LONGEST);
    }

    /// Of several names that would be one on the wire the later ones end in a number of their own.
    private String outside(String name) {
        return outside.computeIfAbsent(
                name,
                fresh -> {
                    var sent = plain(fresh);
                    for (int salt = 0; inside.putIfAbsent(sent, fresh) != null; salt++) {
                        var mark = "_%08x".formatted((fresh + salt).hashCode());
                        var stem = plain(fresh);
                        sent =
                                stem.substring(0, Math.min(stem.length(), LONGEST - mark.length()))
                                        + mark;
                    }
                    return sent;
                });
    }

    private Prompt sent(Prompt prompt) {
        return new Prompt(
                prompt.pin(),
                prompt.persona(),
                prompt.purpose(),
                prompt.messages().stream().map(this::sent).toList(),
                prompt.tools().stream()
                        .map(tool ->
                                new Prompt.ToolSchema(
                                        outside(tool.name()),
                                        tool.description(),
                                        tool.parameters()))
                        .toList(),
                prompt.schema());
    }

    private Message sent(Message message) {
        return switch (message) {
            case Message.Said(var text, var calls) ->
                    new Message.Said(
                            text,
                            calls.stream()
                                    .map(call -> renamed(call, outside(call.tool())))
                                    .toList());
            case Message.ToolGave(var id, var tool, var text) ->
                    new Message.ToolGave(id, outside(tool), text);
            case Message.Instruction instruction -> instruction;
            case Message.Question question -> question;
            case Message.Asked asked -> asked;
        };
    }

    private Message.ToolCall received(Message.ToolCall call) {
        return renamed(call, inside.getOrDefault(call.tool(), call.tool()));
    }

    private static Message.ToolCall renamed(Message.ToolCall call, String name) {
        return new Message.ToolCall(call.id(), name, call.arguments());
    }
}
