package batos.faces.acp;

import batos.app.CommandFailure;
import batos.app.DeedOutput;
import batos.app.DeedQueue;
import batos.app.ProgramTurns;
import batos.app.Services;
import batos.council.CallingProgram;
import batos.council.Outcome;
import batos.council.TurnInput;
import batos.image.View;
import batos.json.Json;
import batos.loops.Conversation;
import batos.memory.Episode;
import batos.mind.Message;
import batos.mind.PersonaId;
import batos.toolbox.CapabilityGap.MissingTool;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Holds the turns of sessions, apart from the editor that asks for them.
final class AcpTurns {
    static final String COUNCIL = "council";
    static final String PERMISSION = "session/request_permission";

    private final Services house;
    private final ProgramTurns turns;

    AcpTurns(Services house, DeedQueue deeds) {
        this.house = house;
        this.turns = new ProgramTurns(house, deeds, "acp");
    }

    /// One prompt, as a recorded session notes it, too.
    ///
    /// @param mode who answers: `council`, or a persona's name in lower case
    record Asked(String session, String folder, String mode, JsonNode prompt) {
        static Asked of(ObjectNode json) {
            return new Asked(
                    json.path("session").asText(),
                    json.path("folder").asText(),
                    json.path("mode").asText(),
                    json.path("prompt"));
        }

        ObjectNode json() {
            var json =
                    Json.object().put("session", session).put("folder", folder).put("mode", mode);
            json.set("prompt", prompt);
            return json;
        }

        Optional<PersonaId> persona() {
            return PersonaId.named(mode);
        }
    }

    /// Whom an editor is.
    interface Editor {
        void update(ObjectNode update);

        /// Whether the person at the editor lets a tool be made; an answer that is not given is no.
        boolean allows(ObjectNode call);

        /// Whether the person at the editor lets a server of others run this one call.
        boolean allowsGuest(ObjectNode call);
    }

    /// Asks the person at the editor as a prompt asks its person. The answer stands on the tape
    /// with the server's words.
    private record EditorsConsent(Updates updates, Editor editor) implements DeedOutput {
        @Override
        public boolean agreed(String question) {
            return editor.allowsGuest(updates.guest(question));
        }

        @Override
        public void piece(String text) {}

        @Override
        public void rest() {}
    }

    /// It stands in each prompt that is recorded, so that the tape need not know it by itself.
    static String newSession() {
        return "sess_" + UUID.randomUUID();
    }

    /// The session as the image knows it, else a new one.
    AcpSession session(View view, Asked asked) {
        return AcpSession.in(view, asked.session())
                .orElseGet(() -> AcpSession.begin(asked.session(), asked.folder()));
    }

    /// The questions and answers of a session, the first turn first.
    List<Episode> episodes(AcpSession session) {
        return house.memory().latest(Integer.MAX_VALUE).stream()
                .filter(episode -> session.episodes().contains(episode.number()))
                .toList()
                .reversed();
    }

    /// Answers a prompt on the calling thread; an interrupt ends the turn, and the image is as it
    /// was before.
    ///
    /// @return why it ended, in the protocol's words
    /// @throws RpcFault when there is no answer
    String ask(Asked asked, Editor editor) {
        var content = PromptContent.of(asked.prompt());
        var speaker = asked.persona().orElse(PersonaId.ALFRED);
        var updates = new Updates(speaker, asked.persona().isEmpty(), editor::update);
        var question =
                new Conversation.ProgramQuestion(
                        asked.persona().map(PersonaId::name),
                        content.question(),
                        new TurnInput(content.attachments(), 0, ""),
                        new CallingProgram(folder(asked), before(asked), List.of(), List.of()),
                        (id, pin) -> pin,
                        wanted -> mayMake(wanted, updates, editor));
        var request =
                new ProgramTurns.Request(
                        question, true, OptionalLong.empty(), "acp " + Json.write(asked.json()));
        try {
            return turns.ask(
                    request,
                    new EditorsConsent(updates, editor),
                    () -> {},
                    updates,
                    answer -> ended(answer, asked, updates));
        } catch (CommandFailure e) {
            if (Thread.currentThread().isInterrupted()) {
                return "cancelled";
            }
            throw new RpcFault(RpcFault.INTERNAL, String.valueOf(e.getMessage()));
        }
    }

    private static String folder(Asked asked) {
        return asked.folder().isEmpty()
                ? ""
                : "It comes from an editor whose working folder is " + asked.folder() + ".";
    }

    private List<Message> before(Asked asked) {
        return episodes(session(house.image().now(), asked)).stream()
                .<Message>flatMap(episode ->
                        Stream.of(
                                new Message.Question(episode.asked()),
                                new Message.Said(episode.answered(), List.of())))
                .toList();
    }

    private String ended(ProgramTurns.Answer answer, Asked asked, Updates updates) {
        return switch (answer.outcome()) {
            case Outcome.Answered answered -> {
                updates.end(answer.words());
                house.image()
                        .update(
                                answer.cause(),
                                change ->
                                        session(change.base(), asked)
                                                .with(answered.episode())
                                                .put(change));
                yield "end_turn";
            }
            case Outcome.Interrupted _ -> "cancelled";
            case Outcome.Unresolved stuck ->
                    throw failed(stuck.persona() + " could not go on: " + stuck.why());
            case Outcome.NoCrucible missing ->
                    throw failed("the crucible cannot try a tool: " + missing.why());
            case Outcome.ToolWanted _, Outcome.CallsWanted _ ->
                    throw failed("the turn still waits for a tool");
        };
    }

    private static RpcFault failed(String why) {
        return new RpcFault(RpcFault.INTERNAL, why + ". The image is as it was before the turn");
    }

    /// The decision is recorded: a replay asks nobody.
    private boolean mayMake(MissingTool wanted, Updates updates, Editor editor) {
        var call = updates.making(wanted.name().orElse(""), wanted.specification());
        editor.update(call.deepCopy().put("sessionUpdate", "tool_call"));
        var allowed =
                house.tape()
                        .ask(
                                "acp.permission",
                                wanted.specification(),
                                () -> editor.allows(call) ? "allowed" : "rejected")
                        .equals("allowed");
        updates.decided(allowed);
        return allowed;
    }

    /// The modes of a session, for an editor's list.
    static ObjectNode modes(String current) {
        var modes = Json.object().put("currentModeId", current);
        var all = modes.putArray("availableModes");
        all.addObject()
                .put("id", COUNCIL)
                .put("name", "Council")
                .put("description", "BABS recalls, BRICK argues, ROBIN objects, ALFRED concludes");
        for (var persona : PersonaId.values()) {
            all.addObject()
                    .put("id", persona.name().toLowerCase(Locale.ROOT))
                    .put("name", persona.name())
                    .put("description", persona.name() + " alone answers");
        }
        return modes;
    }

    static boolean isMode(String id) {
        return id.equals(COUNCIL)
                || Stream.of(PersonaId.values())
                        .anyMatch(one -> one.name().toLowerCase(Locale.ROOT).equals(id));
    }

    /// Tells an editor what a session holds.
    void tell(AcpSession session, Consumer<ObjectNode> out) {
        for (var episode : episodes(session)) {
            out.accept(Updates.chunk("user_message_chunk", episode.asked()));
            out.accept(Updates.chunk("agent_message_chunk", episode.answered()));
        }
    }
}
