package batos.loops.philosophical;

import batos.codex.Codex;
import batos.codex.Decision;
import batos.codex.Position;
import batos.codex.Proposal;
import batos.loops.philosophical.MemoryLookup.Remembered;
import batos.mind.Message;
import batos.mind.Reply;
import batos.persona.Voice;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The philosophical loop: when the same trouble outlives new tools and new models, or the
/// Architect asks, the four take their positions on the codex and ALFRED drafts an amendment. It
/// ends with a proposal that waits; deciding is not in its reach.
public final class Deliberation {
    /// Who takes a position, in this order: evidence, thesis, antithesis, synthesis.
    private static final List<String> ORDER = List.of("BABS", "BRICK", "ROBIN", "ALFRED");

    private static final int MEMORIES = 8;
    private static final int TRIES = 2;

    /// In place of a draft's number where only the caller knows it.
    private static final int AGAIN = -1;

    private final Supplier<? extends Voice> voices;
    private final Codex codex;
    private final MemoryLookup recollection;

    /// @param voices gives the voices that one deliberation holds from its start to its end
    public Deliberation(Supplier<? extends Voice> voices, Codex codex, MemoryLookup recollection) {
        this.voices = voices;
        this.codex = codex;
        this.recollection = recollection;
    }

    /// Somebody's contribution, as it streams in.
    public record Heard(String persona, String purpose, String piece) {}

    /// @param topic what is in question, in the Architect's words or as the trouble's theme
    /// @param dissonance what led to it, 0 to 1
    public DeliberationResult deliberate(
            String topic, double dissonance, Consumer<Heard> listener) {
        var memories = recollection.recall(topic, MEMORIES);
        memories.forEach(memory -> codex.overhear("memory " + memory.id(), memory.text()));
        var evidence = memories.stream().map(Remembered::id).toList();
        return carry(codex.draft(topic, evidence, dissonance), memories, listener);
    }

    /// Goes on where a deliberation was cut off; who had taken a position is not asked again.
    public DeliberationResult resume(Proposal draft, Consumer<Heard> listener) {
        return carry(draft, recollection.recall(draft.rationale(), MEMORIES), listener);
    }

    private DeliberationResult carry(
            Proposal draft, List<Remembered> memories, Consumer<Heard> listener) {
        DeliberationResult ended;
        try {
            var sitting = new Sitting(voices.get(), listener);
            var positions = positions(sitting, draft, memories);
            ended = draft(sitting, draft, memories, positions);
        } catch (Silenced e) {
            ended = e.how;
        }
        switch (ended) {
            case DeliberationResult.Proposed _ -> {}
            case DeliberationResult.LeftAsItIs(_, var why) -> codex.drop(draft, why);
            case DeliberationResult.Interrupted _ -> codex.drop(draft, "interrupted");
            case DeliberationResult.Unfinished(var why, var again) -> {
                if (again == 0) {
                    codex.drop(draft, why);
                } else {
                    return new DeliberationResult.Unfinished(why, draft.number());
                }
            }
        }
        return ended;
    }

    private List<Position> positions(Sitting sitting, Proposal draft, List<Remembered> memories)
            throws Silenced {
        var positions = new ArrayList<>(draft.deliberation());
        var question =
                DeliberationPrompts.position(draft.rationale(), draft.dissonance(), memories);
        for (var persona : ORDER.subList(Math.min(positions.size(), ORDER.size()), ORDER.size())) {
            var said =
                    sitting.ask(
                            persona,
                            "position",
                            question,
                            DeliberationPrompts.POSITION_SCHEMA,
                            this::flaw);
            positions.add(
                    new Position(
                            persona,
                            DeliberationReplies.text(said, "stance"),
                            DeliberationReplies.text(said, "position")));
            codex.note(draft, positions);
        }
        return positions;
    }

    private DeliberationResult draft(
            Sitting sitting, Proposal draft, List<Remembered> memories, List<Position> positions)
            throws Silenced {
        var question = DeliberationPrompts.amendment(draft.rationale(), memories, positions, codex);
        var refused = new ArrayList<String>();
        for (int i = 0; i < TRIES; i++) {
            var again =
                    refused.isEmpty()
                            ? ""
                            : "\n\nYour last draft was not acceptable: " + refused.getLast();
            var said =
                    sitting.ask(
                            "ALFRED",
                            "amendment",
                            question + again,
                            DeliberationPrompts.amendmentSchema(),
                            document -> Optional.empty());
            if (DeliberationReplies.text(said, "target").equals(DeliberationPrompts.NONE)) {
                return new DeliberationResult.LeftAsItIs(
                        positions, DeliberationReplies.text(said, "rationale"));
            }
            var decision =
                    codex.propose(draft, draft(said, draft.dissonance(), memories, positions));
            switch (decision) {
                case Decision.Settled(var proposal) -> {
                    return new DeliberationResult.Proposed(proposal);
                }
                case Decision.Refused(var why) -> refused.add(why);
                case Decision.Amended _, Decision.PutBack _, Decision.Renewed _ ->
                        throw new IllegalStateException(
                                "a proposal decided something: " + decision);
            }
        }
        return new DeliberationResult.Unfinished(
                "ALFRED's draft was not acceptable: " + refused.getLast(), draft.number());
    }

    /// Evidence that nobody recalled is left out; where none is named, all that was recalled on the
    /// topic is what the four had before them.
    private static Proposal.Draft draft(
            JsonNode said, double dissonance, List<Remembered> memories, List<Position> positions) {
        var recalled = memories.stream().map(Remembered::id).toList();
        var named = new HashSet<String>();
        said.path("evidence").forEach(id -> named.add(id.asText()));
        var evidence = recalled.stream().filter(named::contains).toList();
        return new Proposal.Draft(
                "ALFRED",
                DeliberationReplies.text(said, "target"),
                DeliberationReplies.text(said, "text"),
                DeliberationReplies.text(said, "rationale"),
                evidence.isEmpty() ? recalled : evidence,
                positions,
                dissonance);
    }

    private Optional<String> flaw(JsonNode said) {
        if (!Set.of("for", "against", "torn").contains(DeliberationReplies.text(said, "stance"))) {
            return Optional.of("stance must be for, against or torn");
        }
        return DeliberationReplies.text(said, "position").isEmpty()
                ? Optional.of("position is empty")
                : Optional.empty();
    }

    /// One deliberation's voices and listener.
    private static final class Sitting {
        private final Voice voice;
        private final Consumer<Heard> listener;

        Sitting(Voice voice, Consumer<Heard> listener) {
            this.voice = voice;
            this.listener = listener;
        }

        JsonNode ask(
                String persona,
                String purpose,
                String question,
                String schema,
                java.util.function.Function<JsonNode, Optional<String>> flaw)
                throws Silenced {
            var conversation = new ArrayList<Message>();
            conversation.add(new Message.Asked(question));
            var wrong = "";
            for (int i = 0; i < TRIES; i++) {
                var text = said(persona, purpose, conversation, schema);
                var document = DeliberationReplies.document(text);
                var found = document.map(flaw).orElse(Optional.of("it is no JSON document"));
                if (document.isPresent() && found.isEmpty()) {
                    return document.get();
                }
                wrong = found.orElse("");
                conversation.add(new Message.Said(text, List.of()));
                conversation.add(
                        new Message.Asked("That cannot be used: " + wrong + ". Reply again."));
            }
            throw new Silenced(
                    new DeliberationResult.Unfinished(
                            persona + "'s reply cannot be used: " + wrong, AGAIN));
        }

        private String said(
                String persona, String purpose, List<Message> conversation, String schema)
                throws Silenced {
            var reply =
                    voice.speak(
                            persona,
                            purpose,
                            conversation,
                            List.of(),
                            Optional.of(schema),
                            piece -> listener.accept(new Heard(persona, purpose, piece)));
            return switch (reply) {
                case Reply.Answered answered -> answered.text();
                case Reply.Refused(var why) ->
                        throw new Silenced(
                                new DeliberationResult.Unfinished(
                                        persona + " declined: " + why, 0));
                case Reply.Failed failed ->
                        throw new Silenced(
                                new DeliberationResult.Unfinished(
                                        persona + " could not speak: " + failed.why(),
                                        failed.retry() ? AGAIN : 0));
                case Reply.Interrupted _ ->
                        throw new Silenced(new DeliberationResult.Interrupted());
            };
        }
    }

    /// Ends a deliberation early.
    private static final class Silenced extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient DeliberationResult how;

        Silenced(DeliberationResult how) {
            super(how.toString(), null, false, false);
            this.how = how;
        }
    }
}
