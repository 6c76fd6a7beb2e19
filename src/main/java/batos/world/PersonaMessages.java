package batos.world;

import batos.council.Outcome;
import batos.loops.Conversation;
import batos.persona.Persona;
import batos.persona.Personas;
import batos.talk.bind.NativeCall;
import batos.talk.bind.Natives;
import batos.talk.bind.Proxy;
import java.util.Locale;

/// The messages of the four, and of the council they form. Their codex is shown by `codex` and
/// changed by none of these.
final class PersonaMessages {
    private static final String TYPE = "Persona";

    private final Personas personas;
    private final Conversation conversation;

    PersonaMessages(Personas personas, Conversation conversation) {
        this.personas = personas;
        this.conversation = conversation;
    }

    void bind(Natives natives) {
        Persona.NAMES.forEach(
                name -> natives.name(name.toLowerCase(Locale.ROOT), () -> new Proxy(TYPE, name)));
        natives.name("personas", () -> new Proxy("Personas", ""));
        natives.define(
                "Personas",
                "asArray",
                call -> Persona.NAMES.stream().map(name -> new Proxy(TYPE, name)).toList());
        natives.name("council", () -> new Proxy("Council", ""));
        natives.define(TYPE, "name", NativeCall::key)
                .define(TYPE, "dissonance", call -> persona(call).dissonance())
                .define(TYPE, "spoken", call -> persona(call).spoken())
                .define(TYPE, "manner", call -> persona(call).manner())
                .define(TYPE, "manner:", this::manner)
                .define(
                        TYPE,
                        "ask:",
                        call ->
                                said(
                                        call,
                                        conversation.ask(
                                                call.key(),
                                                call.text(0),
                                                call.cause(),
                                                heard -> {})));
        natives.define(
                        "Council",
                        "ask:",
                        call ->
                                said(
                                        call,
                                        conversation.ask(call.text(0), call.cause(), heard -> {})))
                .define(
                        "Council",
                        "series",
                        call -> conversation.council().series(1000).reversed());
        WorldSources.load(natives, "Persona.st");
    }

    private Persona persona(NativeCall call) {
        return personas.get(call.key());
    }

    private Object manner(NativeCall call) {
        var manner = call.text(0);
        personas.change(call.key(), persona -> persona.with(manner), call.cause());
        return call.receiver();
    }

    private static Object said(NativeCall call, Outcome outcome) throws InterruptedException {
        return switch (outcome) {
            case Outcome.Answered answered -> answered.turn().standing().synthesis();
            case Outcome.Unresolved stuck -> throw call.error(stuck.persona() + ": " + stuck.why());
            case Outcome.CallsWanted _ -> throw call.error("no program asked this");
            case Outcome.ToolWanted waiting ->
                    throw call.error("a tool is missing: " + waiting.wanted().specification());
            case Outcome.NoCrucible stuck -> throw call.error("no crucible: " + stuck.why());
            case Outcome.Interrupted _ -> {
                call.checkInterrupt();
                throw new InterruptedException("the turn was interrupted");
            }
        };
    }
}
