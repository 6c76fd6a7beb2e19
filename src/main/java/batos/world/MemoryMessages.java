package batos.world;

import batos.memory.Episode;
import batos.memory.MemoryRecord;
import batos.memory.Scrapbook;
import batos.talk.bind.NativeCall;
import batos.talk.bind.Natives;
import batos.talk.bind.Proxy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The messages of `memory` and of each episode.
final class MemoryMessages {
    private static final String TYPE = "Episode";
    private static final String TURN = "MemoryTurn";
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
        natives.define(TURN, "id", NativeCall::key)
                .define(TURN, "text", call -> record(call).text())
                .define(TURN, "speaker", call -> record(call).origin().speaker())
                .define(TURN, "at", call -> record(call).time())
                .define(TURN, "trust", call -> record(call).trust())
                .define(TURN, "source", call -> call.symbol(record(call).origin().source().label()))
                .define(TURN, "session", call -> record(call).origin().session())
                .define(TURN, "episode", this::episodeOf)
                .define(
                        TURN,
                        "known",
                        call ->
                                memory.factsOf(call.key()).stream()
                                        .map(MemoryRecord::text)
                                        .toList());
        WorldSources.load(natives, "Memory.st");
    }

    /// The turns that come to mind, as objects of their own.
    private List<Proxy> recall(String question, int limit) {
        return memory.recall(question, limit).stream()
                .map(recall -> new Proxy(TURN, recall.id()))
                .toList();
    }

    private MemoryRecord record(NativeCall call) {
        return memory.find(call.key())
                .orElseThrow(() ->
                        call.error(
                                "SystemExceptions.NotFound",
                                "no memory " + call.key() + ". Next: memory latest: 5"));
    }

    /// The council's episode that a turn is part of, or nil where it was imported.
    private @Nullable Object episodeOf(NativeCall call) {
        var parent = record(call).parent();
        return parent.startsWith("e") ? new Proxy(TYPE, parent.substring(1)) : null;
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
        memory.forget("e" + number, call.cause());
        return call.receiver();
    }
}
