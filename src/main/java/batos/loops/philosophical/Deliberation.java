package batos.loops.philosophical;

import batos.codex.Codex;
import batos.codex.Decision;
import batos.codex.PersonaPosition;
import batos.codex.Proposal;
import batos.image.Author;
import batos.loops.philosophical.MemoryLookup.Remembered;
import batos.mind.Message;
import batos.mind.PersonaId;
import batos.mind.Purpose;
import batos.persona.StructuredRequest;
import batos.persona.StructuredRequest.Reading;
import batos.persona.StructuredRequest.Result;
import batos.persona.Voice;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// The philosophical loop: when the same trouble outlives new tools and new models, or the
/// Architect asks, the four take their positions on the codex and ALFRED drafts an amendment. It
/// ends with a proposal that waits; deciding is not in its reach.
public final class Deliberation {
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

    /// The contribution of one persona, as it streams in.
    public record Heard(String persona, String purpose, String piece) {}

    /// @param topic the matter in question, in the Architect's words or as the trouble's theme
    /// @param dissonance the dissonance that led to it, 0 to 1
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
        var ended = held(new Speaking(voices.get(), listener), draft, memories);
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

    private DeliberationResult held(Speaking voice, Proposal draft, List<Remembered> memories) {
        var positions = new ArrayList<>(draft.deliberation());
        var question =
                DeliberationPrompts.position(draft.rationale(), draft.dissonance(), memories);
        for (var persona :
                List.of(PersonaId.values())
                        .subList(
                                Math.min(positions.size(), PersonaId.values().length),
                                PersonaId.values().length)) {
            switch (voice.ask(
                    persona,
                    Purpose.POSITION,
                    question,
                    DeliberationPrompts.POSITION_SCHEMA,
                    Deliberation::flaw)) {
                case Said(var document) -> {
                    positions.add(
                            new PersonaPosition(
                                    persona.name(),
                                    DeliberationReplies.text(document, "stance"),
                                    DeliberationReplies.text(document, "position")));
                    codex.note(draft, positions);
                }
                case Ended(var how) -> {
                    return how;
                }
            }
        }
        return draft(voice, draft, memories, positions);
    }

    private DeliberationResult draft(
            Speaking voice,
            Proposal draft,
            List<Remembered> memories,
            List<PersonaPosition> positions) {
        var question = DeliberationPrompts.amendment(draft.rationale(), memories, positions, codex);
        var refused = new ArrayList<String>();
        for (int i = 0; i < TRIES; i++) {
            var again =
                    refused.isEmpty()
                            ? ""
                            : "\n\nYour last draft was not acceptable: " + refused.getLast();
            JsonNode said;
            switch (voice.ask(
                    PersonaId.ALFRED,
                    Purpose.AMENDMENT,
                    question + again,
                    DeliberationPrompts.amendmentSchema(),
                    document -> Optional.empty())) {
                case Said(var document) -> said = document;
                case Ended(var how) -> {
                    return how;
                }
            }
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
            JsonNode said,
            double dissonance,
            List<Remembered> memories,
            List<PersonaPosition> positions) {
        var recalled = memories.stream().map(Remembered::id).toList();
        var named = new HashSet<String>();
        said.path("evidence").forEach(id -> named.add(id.asText()));
        var evidence = recalled.stream().filter(named::contains).toList();
        return new Proposal.Draft(
                new Author.Persona("ALFRED"),
                DeliberationReplies.text(said, "target"),
                DeliberationReplies.text(said, "text"),
                DeliberationReplies.text(said, "rationale"),
                evidence.isEmpty() ? recalled : evidence,
                positions,
                dissonance);
    }

    private static Optional<String> flaw(JsonNode said) {
        if (!Set.of("for", "against", "torn").contains(DeliberationReplies.text(said, "stance"))) {
            return Optional.of("stance must be for, against or torn");
        }
        return DeliberationReplies.text(said, "position").isEmpty()
                ? Optional.of("position is empty")
                : Optional.empty();
    }

    private sealed interface Contribution {}

    private record Said(JsonNode document) implements Contribution {}

    /// The deliberation ends here.
    private record Ended(DeliberationResult how) implements Contribution {}

    /// One deliberation's voices and listener.
    private record Speaking(Voice voice, Consumer<Heard> listener) {
        Contribution ask(
                PersonaId persona,
                Purpose purpose,
                String question,
                String schema,
                Function<JsonNode, Optional<String>> flaw) {
            var result =
                    StructuredRequest.of(
                                    persona, purpose, List.of(new Message.Asked(question)), schema)
                            .trying(TRIES)
                            .heardBy(piece ->
                                    listener.accept(
                                            new Heard(persona.name(), purpose.toString(), piece)))
                            .<JsonNode>ask(voice, (text, _) -> read(text, flaw));
            return switch (result) {
                case Result.Parsed<JsonNode>(var document, _, _) -> new Said(document);
                case Result.Refused<JsonNode>(var why) ->
                        new Ended(
                                new DeliberationResult.Unfinished(
                                        persona + " declined: " + why, 0));
                case Result.Failed<JsonNode>(var why, var retry, _) ->
                        new Ended(
                                new DeliberationResult.Unfinished(
                                        persona + " could not speak: " + why, retry ? AGAIN : 0));
                case Result.Malformed<JsonNode>(var faults, _) ->
                        new Ended(
                                new DeliberationResult.Unfinished(
                                        persona + "'s reply cannot be used: " + faults.getLast(),
                                        AGAIN));
                case Result.Interrupted<JsonNode>() ->
                        new Ended(new DeliberationResult.Interrupted());
            };
        }

        private static Reading<JsonNode> read(
                String text, Function<JsonNode, Optional<String>> flaw) {
            var document = DeliberationReplies.document(text);
            var found = document.map(flaw).orElse(Optional.of("it is no JSON document"));
            return found.<Reading<JsonNode>>map(Reading.Misfit::new)
                    .orElseGet(() -> new Reading.Fits<>(document.orElseThrow()));
        }
    }
}
