package batos.loops.strategic;

import batos.config.ConfigFolder;
import batos.image.Author;
import batos.image.Cause;
import batos.image.MemoryImage;
import batos.mind.Budget;
import batos.mind.CurrentMind;
import batos.mind.DailyTokens;
import batos.mind.Message;
import batos.mind.Mind;
import batos.mind.Minds;
import batos.mind.Pin;
import batos.mind.Prompt;
import batos.mind.Reply;
import batos.mind.SmallModels;
import batos.persona.Models;
import batos.persona.Pins;
import batos.tape.Tape;
import batos.trainer.Trainers;
import batos.trainer.TrainingLimits;
import batos.trainer.TrainingRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The strategic loop over an image in memory, with the rehearsal's trainer and models that a test
/// answers for. BRICK thinks with `bat:1b`, the other three with `owl:2b`.
abstract class StrategicFixture {
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
    static final Cause CAUSE = new Cause(Author.ARCHITECT, "/tune", 0);

    @TempDir Path home;

    final MemoryImage image = new MemoryImage(CLOCK);
    final List<AnswerRecord> answers = new ArrayList<>();
    final List<Asked> asked = new ArrayList<>();
    final List<Double> dissonances = new ArrayList<>();
    final List<String> pulses = new ArrayList<>();
    String judge = "auto";
    String promote = "ask";
    int examples = 8;
    int probation = 2;
    private ConfigFolder config;
    Pins pins;
    ModelHost host;
    StrategicLoop loop;

    /// One call of a model.
    record Asked(String persona, Pin pin, String text, boolean schema) {}

    /// What a model says; each test decides.
    abstract Reply reply(Asked asked);

    static Reply says(String text) {
        return new Reply.Answered(text, List.of(), Reply.Usage.NONE);
    }

    /// Takes every tag and lists none, as the rehearsal does.
    Mind mind() {
        return new NamedMind("rehearsal");
    }

    @BeforeEach
    void open() throws IOException {
        var settings = new StringBuilder("[models.BRICK]\ntag = \"bat:1b\"\n");
        for (var other : List.of("ROBIN", "BABS", "ALFRED")) {
            settings.append("[models.%s]\ntag = \"owl:2b\"\n".formatted(other));
        }
        Files.writeString(home.resolve("settings.toml"), settings);
        config = ConfigFolder.open(home);
        pins = new Pins(image, config, home.resolve("agreed"), (kind, text) -> {});
        var mind = new CurrentMind(name -> new Minds.Choice.Chosen(mind(), "of a test"));
        var budget =
                new Budget(
                        () -> 0,
                        () -> 0,
                        new DailyTokens(home.resolve("tokens"), CLOCK, Tape.live()));
        var models =
                new Models(
                        mind,
                        pins,
                        budget,
                        config::settings,
                        (kind, text) -> {},
                        all -> {
                            throw new AssertionError("nothing is installed here");
                        });
        host =
                new ServedModels(
                        models,
                        () -> new SmallModels(home.resolve("small")),
                        home,
                        () -> "",
                        Map.of("OLLAMA_MODELS", home.resolve("ollama").toString()));
        loop =
                new StrategicLoop(
                        new StrategicLoop.Parts(
                                image,
                                models,
                                host,
                                new Trainers(home),
                                this::ask,
                                source(),
                                persona -> "short and true",
                                theme -> dissonances,
                                Tape.live(),
                                CLOCK,
                                this::settings,
                                (kind, text) -> pulses.add(kind.word() + " " + text),
                                home));
    }

    @AfterEach
    void close() {
        config.close();
    }

    private Reply ask(
            String persona,
            Pin pin,
            List<Message> conversation,
            List<Prompt.ToolSchema> tools,
            Optional<String> schema) {
        var text =
                switch (conversation.getLast()) {
                    case Message.Asked(var words) -> words;
                    case Message.Question(var words) -> words;
                    case Message.Instruction _, Message.Said _, Message.ToolGave _ -> "";
                };
        var call = new Asked(persona, pin, text, schema.isPresent());
        asked.add(call);
        return reply(call);
    }

    private AnswerSource source() {
        return new AnswerSource() {
            @Override
            public List<AnswerRecord> answers(String persona, Optional<String> theme) {
                return answers.stream()
                        .filter(answer -> answer.persona().equals(persona))
                        .filter(answer -> theme.isEmpty() || answer.theme().equals(theme.get()))
                        .map(answer -> corrected(answer))
                        .toList();
            }

            @Override
            public Optional<Whose> whose(Optional<Long> turn) {
                return answers.stream()
                        .filter(answer -> turn.isEmpty() || turn.get() == answer.episode())
                        .reduce((one, next) -> next)
                        .map(answer -> new Whose(answer.persona(), answer.episode()));
            }
        };
    }

    private AnswerRecord corrected(AnswerRecord a) {
        return new AnswerRecord(
                a.persona(),
                a.episode(),
                a.theme(),
                a.at(),
                a.question(),
                a.answer(),
                a.dissonance(),
                a.trust(),
                a.recalled(),
                a.toolsHeld(),
                a.toolsFailed(),
                a.good(),
                loop.records().correction(a.persona(), a.episode()));
    }

    private StrategicSettings settings() {
        return new StrategicSettings(
                examples,
                0.2,
                promote,
                judge,
                probation,
                "auto",
                "",
                64,
                Duration.ofDays(90),
                1 << 20,
                new Curator.Rules(0.3, 0.4, 0.8, 0.5),
                new PromotionGate.Bounds(0.2, 0.1, 0, 0.6),
                new TrainingRequest.Recipe(12, 8, 8, 0.0005, 2, 512, 4, 10),
                new TrainingLimits(600, 4096, 1000));
    }

    /// An answer of BRICK that nothing speaks for or against.
    AnswerRecord answer(long episode, String question, String said) {
        return answer(episode, question, said, Optional.empty());
    }

    AnswerRecord answer(long episode, String question, String said, Optional<Boolean> good) {
        return new AnswerRecord(
                "BRICK",
                episode,
                "t1",
                Instant.ofEpochSecond(episode),
                question,
                said,
                0.2,
                1,
                false,
                0,
                0,
                good,
                Optional.empty());
    }

    /// A mind that only has a name.
    static class NamedMind implements Mind {
        private final String name;

        NamedMind(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Reply think(Prompt prompt, Consumer<String> piece) {
            throw new AssertionError("a persona is asked through the loop's port");
        }

        @Override
        public List<Model> models() {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
