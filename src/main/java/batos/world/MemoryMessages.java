package batos.world;

import batos.memory.Episode;
import batos.memory.Scrapbook;
import batos.talk.bind.NativeCall;
import batos.talk.bind.Natives;
import batos.talk.bind.Proxy;
import java.util.List;

/// What `memory` and each episode answer.
final class MemoryMessages {
    private static final String TYPE = "Episode";
    private static final int FEW = 5;

    private final Scrapbook memory;

    MemoryMessages(Scrapbook memory) {
        this.memory = memory;
    }

    void bind(Natives natives) {
        natives.name("memory", () -> new Proxy("Memory", ""));
        natives.define("Memory", "recall:", call -> recall(call.text(0), FEW))
                .define(
                        "Memory",
                        "recall:limit:",
                        call -> recall(call.text(0), (int) call.whole(1)))
                .define("Memory", "latest:", call -> proxies(memory.latest((int) call.whole(0))))
                .define("Memory", "size", call -> (long) memory.size())
                .define("Memory", "note:", call -> proxy(memory.note(call.text(0), call.cause())))
                .define("Memory", "at:", call -> proxy(find(call, call.whole(0))))
                .define("Memory", "forget:", this::forget);
        natives.define(TYPE, "number", call -> Long.parseLong(call.key()))
                .define(TYPE, "asked", call -> episode(call).asked())
                .define(TYPE, "answered", call -> episode(call).answered())
                .define(TYPE, "at", call -> episode(call).at())
                .define(TYPE, "sort", call -> call.symbol(episode(call).sort()))
                .define(TYPE, "dissonance", call -> episode(call).dissonance())
                .define(TYPE, "trust", call -> episode(call).trust())
                .define(
                        TYPE,
                        "tools",
                        call -> episode(call).tools().stream().map(call::symbol).toList());
        WorldSources.load(natives, "Memory.st");
    }

    private List<Proxy> recall(String question, int limit) {
        return memory.recall(question, limit).stream()
                .map(recall -> proxy(recall.episode()))
                .toList();
    }

    private static List<Proxy> proxies(List<Episode> episodes) {
        return episodes.stream().map(MemoryMessages::proxy).toList();
    }

    private static Proxy proxy(Episode episode) {
        return new Proxy(TYPE, Long.toString(episode.number()));
    }

    private Episode find(NativeCall call, long number) {
        return memory.find(number)
                .orElseThrow(() ->
                        call.error(
                                "SystemExceptions.NotFound",
                                "no episode " + number + ". Next: memory latest: 5"));
    }

    private Episode episode(NativeCall call) {
        return find(call, Long.parseLong(call.key()));
    }

    private Object forget(NativeCall call) {
        var number = call.whole(0);
        find(call, number);
        memory.forget(number, call.cause());
        return call.receiver();
    }
}
