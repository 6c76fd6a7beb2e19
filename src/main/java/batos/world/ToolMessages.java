package batos.world;

import batos.image.Cause;
import batos.talk.bind.NativeCall;
import batos.talk.bind.Natives;
import batos.talk.bind.Proxy;
import batos.toolbox.CallResult;
import batos.toolbox.Refusal;
import batos.toolbox.Tool;
import batos.toolbox.Toolbox;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The messages of `tools` and of each tool.
///
/// A message that the toolbox does not understand is a call of the tool with that name: `tools
/// slugify: 'A b'`. Where there is no such tool, it is the capability gap that the tactical loop
/// listens to.
final class ToolMessages {
    static final String TYPE = "Tool";

    private final Toolbox toolbox;

    ToolMessages(Toolbox toolbox) {
        this.toolbox = toolbox;
    }

    void bind(Natives natives) {
        natives.name("tools", () -> new Proxy("Toolbox", ""));
        natives.define("Toolbox", "asArray", call -> proxies(toolbox.now().live()))
                .define("Toolbox", "all", call -> proxies(toolbox.now().all()))
                .define(
                        "Toolbox",
                        "names",
                        call ->
                                toolbox.now().live().stream()
                                        .map(tool -> call.symbol(tool.name()))
                                        .toList())
                .define("Toolbox", "at:", call -> proxy(live(call, call.text(0))))
                .define(
                        "Toolbox",
                        "includesKey:",
                        call -> toolbox.now().find(call.text(0)).isPresent())
                .unknown("Toolbox", this::byName);
        natives.define(TYPE, "name", call -> call.symbol(tool(call).name()))
                .define(TYPE, "description", call -> tool(call).description())
                .define(TYPE, "parameters", call -> tool(call).parameters())
                .define(TYPE, "source", call -> tool(call).source())
                .define(TYPE, "version", call -> (long) tool(call).version())
                .define(TYPE, "author", call -> tool(call).author().toString())
                .define(
                        TYPE,
                        "standing",
                        call ->
                                call.symbol(
                                        tool(call)
                                                .standing()
                                                .name()
                                                .toLowerCase(java.util.Locale.ROOT)))
                .define(TYPE, "call", call -> run(call, tool(call), List.of()))
                .define(
                        TYPE,
                        "call:",
                        call -> run(call, tool(call), List.of(Optional.ofNullable(call.java(0)))))
                .define(TYPE, "callWithArguments:", call -> run(call, tool(call), arguments(call)))
                .define(TYPE, "retire", this::retire);
        WorldSources.load(natives, "Toolbox.st");
    }

    private static List<Proxy> proxies(List<Tool> tools) {
        return tools.stream().map(ToolMessages::proxy).toList();
    }

    private static Proxy proxy(Tool tool) {
        return new Proxy(TYPE, tool.name());
    }

    private Tool live(NativeCall call, String name) {
        var tools = toolbox.now();
        return tools.find(name)
                .orElseThrow(() ->
                        call.error(
                                "SystemExceptions.NotFound",
                                "no tool named "
                                        + name
                                        + tools.nearest(name)
                                                .map(near -> "; the nearest is " + near)
                                                .orElse("")
                                        + ". Next: /tools list"));
    }

    private Tool tool(NativeCall call) {
        return toolbox.now()
                .any(call.key())
                .orElseThrow(
                        () -> call.error("the tool " + call.key() + " is gone. Next: /tools list"));
    }

    private static List<Optional<Object>> arguments(NativeCall call) {
        if (!(call.java(0) instanceof List<?> list)) {
            throw call.error(
                    "callWithArguments: takes an Array, not " + call.printString(call.argument(0)));
        }
        return list.stream().<Optional<Object>>map(Optional::ofNullable).toList();
    }

    /// `tools slugify: x` calls the tool; null, where there is none, lets `doesNotUnderstand:` go
    /// its way.
    private @Nullable Object byName(NativeCall call) {
        var name =
                call.selector().contains(":")
                        ? call.selector().substring(0, call.selector().indexOf(':'))
                        : call.selector();
        var tool = toolbox.now().find(name);
        if (tool.isEmpty()) {
            return null;
        }
        var values = new java.util.ArrayList<Optional<Object>>();
        for (int i = 0; i < call.count(); i++) {
            values.add(Optional.ofNullable(call.java(i)));
        }
        var result = run(call, tool.get(), values);
        return result == null ? Optional.empty() : result;
    }

    private @Nullable Object run(NativeCall call, Tool tool, List<Optional<Object>> values) {
        var arguments =
                values.size() == 1 && values.getFirst().orElse(null) instanceof Map<?, ?> named
                        ? (ObjectNode) JsonValues.of(named)
                        : positional(call, tool, values);
        var cause = call.cause();
        return switch (toolbox.call(toolbox.now(), tool.name(), arguments.toString(), cause)) {
            case CallResult.Gave gave -> JsonValues.java(JsonValues.read(gave.result()));
            case CallResult.Broke broke ->
                    throw call.error(
                            tool.label()
                                    + ": "
                                    + broke.words()
                                    + broke.consequence().map(text -> " " + text).orElse(""));
            case CallResult.Misfit misfit -> throw call.error(tool.label() + ": " + misfit.why());
            case CallResult.NoSuchTool none ->
                    throw call.error(
                            "the tool " + none.name() + " is not bound. Next: /tools list");
            case CallResult.Interrupted() -> {
                call.checkInterrupt();
                throw call.error(tool.label() + " was interrupted");
            }
        };
    }

    /// The schema's properties take the values in the order in which it names them.
    private static ObjectNode positional(
            NativeCall call, Tool tool, List<Optional<Object>> values) {
        var names = JsonValues.read(tool.parameters()).path("properties").fieldNames();
        var arguments = JsonValues.object();
        for (var value : values) {
            if (!names.hasNext()) {
                throw call.error(
                        tool.label()
                                + " takes fewer than "
                                + values.size()
                                + " arguments. Next: /tools show "
                                + tool.name());
            }
            arguments.set(names.next(), JsonValues.of(value.orElse(null)));
        }
        return arguments;
    }

    private @Nullable Object retire(NativeCall call) {
        try {
            Cause cause = call.cause();
            return proxy(toolbox.retire(call.key(), cause));
        } catch (Refusal refusal) {
            throw call.error(String.valueOf(refusal.getMessage()));
        }
    }
}
