package batos.world;

import batos.codex.Codex;
import batos.codex.CodexInForce;
import batos.codex.Proposal;
import batos.codex.ProposalState;
import batos.config.CodexDocument;
import batos.image.ImageFault;
import batos.image.View;
import batos.persona.Persona;
import batos.talk.bind.NativeCall;
import batos.talk.bind.Natives;
import batos.talk.bind.Proxy;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// The messages of `codex`: the one in force, to be read. It has no message that changes, approves
/// or rejects anything; those that look like one answer an error and leave a line in the ledger.
final class CodexMessages {
    private static final String TYPE = "PersonaCodex";

    private final Supplier<CodexInForce> inForce;
    private final Supplier<List<Proposal>> proposals;
    private final UnaryOperator<String> refusal;

    CodexMessages(Codex codex) {
        this.inForce = codex::inForce;
        this.proposals = codex::proposals;
        this.refusal = said -> codex.refuse("language", said).why();
    }

    /// The codex that a past state knows.
    CodexMessages(View then) {
        this.inForce =
                () ->
                        CodexInForce.in(then)
                                .orElseThrow(() ->
                                        new ImageFault(
                                                "commit "
                                                        + then.number()
                                                        + " knows no codex. Next: codex history"));
        this.proposals = List::of;
        this.refusal = said -> "the past cannot be changed: " + said;
    }

    void bind(Natives natives) {
        natives.name("codex", () -> new Proxy("Codex", ""));
        natives.define("Codex", "persona:", this::persona)
                .define("Codex", "hash", call -> inForce.get().hash())
                .define("Codex", "text", call -> inForce.get().text())
                .define("Codex", "amendment", call -> (long) inForce.get().amendment())
                .define("Codex", "metaPrinciple", call -> inForce.get().document().metaPrinciple())
                .define(
                        "Codex",
                        "waiting",
                        call ->
                                proposals.get().stream()
                                        .filter(proposal ->
                                                proposal.state() instanceof ProposalState.Waiting)
                                        .map(proposal -> (long) proposal.number())
                                        .toList());
        part(natives, "name", CodexDocument.Persona::name);
        part(natives, "role", CodexDocument.Persona::role);
        part(natives, "archetype", CodexDocument.Persona::archetype);
        part(natives, "voice", CodexDocument.Persona::voice);
        part(natives, "mandates", CodexDocument.Persona::mandates);
        part(natives, "principles", CodexDocument.Persona::principles);
        part(natives, "limits", CodexDocument.Persona::limits);
        natives.define(
                TYPE, "instruction", call -> inForce.get().document().instruction(call.key()));
        for (var selector :
                List.of(
                        "approve:",
                        "approve:hash:",
                        "approve",
                        "reject:",
                        "reject:because:",
                        "withdraw:",
                        "rebase:",
                        "renew",
                        "ratify",
                        "ratify:",
                        "rollback:",
                        "text:",
                        "amend:to:")) {
            natives.define("Codex", selector, this::refused);
        }
        WorldSources.load(natives, "Codex.st");
    }

    private void part(
            Natives natives, String selector, Function<CodexDocument.Persona, Object> part) {
        natives.define(
                TYPE, selector, call -> part.apply(inForce.get().document().persona(call.key())));
    }

    /// Refuses a message that looks like a decision, and enters the attempt in the ledger.
    private Object refused(NativeCall call) {
        var said = new StringBuilder("codex ").append(call.selector());
        for (int i = 0; i < call.count(); i++) {
            said.append(' ').append(call.text(i));
        }
        throw call.error(refusal.apply(said.toString()));
    }

    private Object persona(NativeCall call) {
        var typed = call.text(0);
        return Persona.named(typed)
                .map(name -> new Proxy(TYPE, name))
                .orElseThrow(() ->
                        call.error(
                                "SystemExceptions.NotFound",
                                "no persona "
                                        + typed.toLowerCase(Locale.ROOT)
                                        + "; there are "
                                        + Persona.NAMES));
    }
}
