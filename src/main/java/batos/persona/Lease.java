package batos.persona;

import batos.image.Datum;
import batos.mind.Message;
import batos.mind.Mind;
import batos.mind.PersonaId;
import batos.mind.Pin;
import batos.mind.Prompt;
import batos.mind.Purpose;
import batos.mind.Reply;
import batos.text.Sha256;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The voices of the four for the length of one turn: the mind, the pins, the codex and the manners
/// that were in force at its start, whatever is swapped or amended meanwhile.
public final class Lease implements Voice {
    /// Hexadecimal digits of a digest in a receipt.
    private static final int DIGITS = 16;

    /// The longest reply of a lean turn.
    private static final int LEAN_TOKENS = 120;

    /// The highest temperature of a lean turn: above it a small model loses its thread.
    private static final double LEAN_TEMPERATURE = 0.3;

    private final Mind mind;
    private final Map<PersonaId, Pin> pins;
    private final Map<PersonaId, String> instructions;
    private final TurnMode mode;
    private final List<Receipt> receipts = new ArrayList<>();
    private final List<CallTexts.CallText> texts = new ArrayList<>();
    private final Map<PersonaId, Integer> foreign = new EnumMap<>(PersonaId.class);

    Lease(Mind mind, Map<PersonaId, Pin> pins, Map<PersonaId, String> instructions, TurnMode mode) {
        this.mode = mode;
        this.mind = mind;
        this.pins = Collections.unmodifiableMap(new LinkedHashMap<>(pins));
        this.instructions = Collections.unmodifiableMap(new LinkedHashMap<>(instructions));
    }

    /// The lease in the form that a checkpoint keeps, so that the turn can go on with the same
    /// voices in another process. It leaves out receipts and texts of calls.
    public Datum kept() {
        return LeaseForm.write(pins, instructions, mode);
    }

    @Override
    public Reply speak(
            PersonaId persona,
            Purpose purpose,
            List<Message> conversation,
            List<Prompt.ToolSchema> tools,
            Optional<String> schema,
            Consumer<String> heard) {
        var pin = Objects.requireNonNull(pins.get(persona), persona.name());
        var context =
                conversation.stream()
                        .takeWhile(Message.Instruction.class::isInstance)
                        .map(Message.Instruction.class::cast)
                        .map(Message.Instruction::text)
                        .toList();
        var messages =
                new ArrayList<>(
                        mode == TurnMode.LEAN && converses(purpose)
                                ? lean(persona, purpose, context)
                                : List.of(
                                        instruction(
                                                Stream.concat(
                                                        Stream.of(system(persona, purpose)),
                                                        context.stream()))));
        messages.addAll(conversation.subList(context.size(), conversation.size()));
        var prompt =
                new Prompt(
                        mode == TurnMode.LEAN ? brief(pin) : pin,
                        persona,
                        purpose,
                        messages,
                        tools,
                        schema);
        var reply = mind.think(prompt, heard);
        keep(prompt, reply);
        return reply;
    }

    private static Message instruction(Stream<String> parts) {
        return new Message.Instruction(parts.collect(Collectors.joining("\n\n")));
    }

    private String system(PersonaId persona, Purpose purpose) {
        var asked = Instructions.forPurpose(purpose);
        return asked.isEmpty() || mode == TurnMode.LEAN
                ? instruction(persona)
                : instruction(persona) + "\n\n" + asked;
    }

    /// The beginning of a conversation in a lean turn. The three speakers of a council share one
    /// instruction, so that a server that caches prompts reads the beginning once. Memories stand
    /// between the examples: small models overlook them in the instruction, and repeat the reply to
    /// them where no example follows. No role speaks twice in a row, which some templates refuse.
    private List<Message> lean(PersonaId persona, Purpose purpose, List<String> context) {
        var alone = purpose == Purpose.ANSWER || purpose == Purpose.BENCH;
        var speakers =
                alone
                        ? List.of(persona)
                        : List.of(PersonaId.BRICK, PersonaId.ROBIN, PersonaId.ALFRED);
        var beginning = new ArrayList<Message>();
        beginning.add(
                new Message.Instruction(
                        speakers.stream().map(this::instruction).collect(Collectors.joining(" "))));
        beginning.addAll(LeanInstruction.FIRST);
        if (!context.isEmpty()) {
            beginning.add(new Message.Asked(String.join("\n\n", context)));
            beginning.add(new Message.Said("Noted.", List.of()));
        }
        beginning.addAll(LeanInstruction.SECOND);
        return beginning;
    }

    /// Whether the persona talks with the Architect, not works for the house.
    private static boolean converses(Purpose purpose) {
        return switch (purpose) {
            case THESIS, ANTITHESIS, SYNTHESIS, ANSWER, BENCH -> true;
            case RECALL,
                    RULING,
                    CLAIMS,
                    FORGE_CODE,
                    FORGE_TESTS,
                    FORGE_METHOD,
                    POSITION,
                    AMENDMENT,
                    FACTS,
                    GOALS,
                    PURSUIT ->
                    false;
        };
    }

    /// A small model that is not stopped goes on.
    private static Pin brief(Pin pin) {
        var sampling = pin.sampling();
        return new Pin(
                pin.tag(),
                pin.digest(),
                pin.context(),
                new Pin.Sampling(
                        Math.min(sampling.temperature(), LEAN_TEMPERATURE),
                        sampling.topP(),
                        sampling.seed(),
                        Math.min(sampling.maxTokens(), LEAN_TOKENS)),
                pin.template());
    }

    /// The instruction of a persona.
    public String instruction(PersonaId persona) {
        return Objects.requireNonNull(instructions.get(persona), persona.name());
    }

    public TurnMode mode() {
        return mode;
    }

    /// The shortest context of all pins, in tokens; 0 where none is known.
    public int context() {
        return pins.values().stream().mapToInt(Pin::context).min().orElse(0);
    }

    private synchronized void keep(Prompt prompt, Reply reply) {
        texts.add(
                new CallTexts.CallText(
                        prompt.persona().name(),
                        prompt.purpose().toString(),
                        CallTexts.spoken(prompt.messages().getFirst()).text(),
                        prompt.messages().stream().skip(1).map(CallTexts::spoken).toList(),
                        reply instanceof Reply.Answered answered ? answered.text() : ""));
        var offered = prompt.tools().stream().map(Prompt.ToolSchema::name).toList();
        var pin =
                prompt.pin().tag()
                        + (prompt.pin().digest().isEmpty() ? "" : "@" + prompt.pin().digest());
        var asked = Sha256.of(prompt.messages().toString()).substring(0, DIGITS);
        receipts.add(
                switch (reply) {
                    case Reply.Answered(var text, var calls, var usage, var ending) ->
                            new Receipt(
                                    prompt.persona().name(),
                                    prompt.purpose().toString(),
                                    pin,
                                    asked,
                                    Sha256.of(text + calls).substring(0, DIGITS),
                                    usage.promptTokens(),
                                    usage.replyTokens(),
                                    usage.took().toMillis(),
                                    offered,
                                    calls.stream().map(Message.ToolCall::tool).toList(),
                                    ending.words());
                    case Reply.Refused(var why) ->
                            ended(prompt, pin, asked, offered, "refused: " + why);
                    case Reply.Failed failed ->
                            ended(prompt, pin, asked, offered, "failed: " + failed.why());
                    case Reply.Interrupted() -> ended(prompt, pin, asked, offered, "interrupted");
                });
    }

    private static Receipt ended(
            Prompt prompt, String pin, String asked, List<String> offered, String ending) {
        return new Receipt(
                prompt.persona().name(),
                prompt.purpose().toString(),
                pin,
                asked,
                "",
                0,
                0,
                0,
                offered,
                List.of(),
                ending);
    }

    /// The receipts of this turn's calls, in order.
    public synchronized List<Receipt> receipts() {
        return List.copyOf(receipts);
    }

    /// The words of the calls of this turn, in order.
    public synchronized List<CallTexts.CallText> texts() {
        return List.copyOf(texts);
    }

    /// A persona spoke as another.
    public synchronized void countForeign(PersonaId persona) {
        foreign.merge(persona, 1, Integer::sum);
    }

    /// The number of times that each persona spoke as another in this turn.
    public synchronized Map<PersonaId, Integer> foreign() {
        return Collections.unmodifiableMap(new EnumMap<>(foreign));
    }

    public String mind() {
        return mind.name();
    }

    public Map<PersonaId, Pin> pins() {
        return pins;
    }
}
