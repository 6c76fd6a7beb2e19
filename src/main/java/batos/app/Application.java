package batos.app;

import batos.codex.Codex;
import batos.codex.CodexEvent;
import batos.config.ConfigFolder;
import batos.crucible.Crucible;
import batos.crucible.LazyTapedCrucible;
import batos.image.Author;
import batos.image.Cause;
import batos.image.Image;
import batos.image.LivingImage;
import batos.image.View;
import batos.loops.Conversation;
import batos.loops.philosophical.Deliberation;
import batos.loops.philosophical.MemoryLookup;
import batos.loops.strategic.StrategicLoop;
import batos.loops.tactical.ForgeLimits;
import batos.loops.tactical.MethodForge;
import batos.loops.tactical.ToolForge;
import batos.loops.tactical.ToolLikeness;
import batos.memory.BackgroundWork;
import batos.memory.FactExtractor;
import batos.memory.Scrapbook;
import batos.mind.CurrentMind;
import batos.mind.Embedder;
import batos.mind.Mind;
import batos.motive.MotiveParts;
import batos.nerve.PulseKind;
import batos.nerve.Pulses;
import batos.persona.LeanInstruction;
import batos.persona.Leases;
import batos.persona.ModelBench;
import batos.persona.Models;
import batos.persona.Personas;
import batos.persona.Pins;
import batos.persona.Voice;
import batos.talk.Talk;
import batos.tape.Tape;
import batos.toolbox.Gate;
import batos.toolbox.Toolbox;
import batos.world.World;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// The house with all its rooms, over one image and one folder of configuration.
public final class Application implements Services {
    private final Foundation foundation;
    private final Tape tape;
    private final ConfigFolder config;
    private final Pulses pulses;
    private final LivingImage image;
    private final List<String> setAside;
    private final Codex.Opened codex;
    private final CurrentMind mind;
    private final Pins pins;
    private final Models models;
    private final LazyTapedCrucible crucible;
    private final Embedder embedder;
    private final ToolLikeness likeness;
    private final Toolbox toolbox;
    private final Gate gate;
    private final Leases leases;
    private final Scrapbook memory;
    private final BackgroundWork memoryWork;
    private final Personas personas;
    private final Deliberation deliberation;
    private final Conversation conversation;
    private final StrategicLoop tuning;
    private final PastWorld pastWorld;
    private final ScratchServices scratch;
    private final Motive motive;
    private final Predicate<String> asking;
    private final Talk talk;

    public Application(OpenOptions opening) {
        asking = opening.streams().agreed();
        foundation = Foundation.open(opening);
        tape = foundation.tape();
        config = foundation.config();
        pulses = foundation.pulses();
        image = foundation.image();
        setAside = foundation.setAside();
        var clock = tape.clock("house", opening.clock());
        var news = new ConfigurationNotices(pulses, foundation.trace(), this::memory);
        config.listen(news::tell);
        codex = foundation.openCodex(opening, news);
        var selection = new MindSelection(opening, config, tape, pulses, this::know);
        mind = new CurrentMind(name -> selection.choose(name, isChosen()));
        pins = new Pins(image, config, opening.home().resolve("pins.agreed"), pulses::emit);
        var budget = foundation.budget(opening);
        models = foundation.models(mind, pins, budget);
        embedder = foundation.vectors(opening);
        likeness = ToolLikeness.byMeaning(embedder);
        crucible = foundation.crucible(opening);
        gate = foundation.gate(crucible);
        personas = new Personas(image);
        memory = foundation.memory(opening, embedder, clock);
        memoryWork = new BackgroundWork(told -> pulses.emit(PulseKind.Memory.WORK, told));
        var services =
                new ImageServices(
                        config,
                        crucible,
                        pulses,
                        clock,
                        this::forge,
                        this::deliberation,
                        codex::codex,
                        embedder,
                        this::tuning);
        toolbox = services.toolbox(image);
        Supplier<Mind> voices =
                () -> new ApprovalAuditMind(budget.forTurn(models.attended()), codex.codex());
        var instructions =
                new Leases.Told(
                        name -> codex.codex().inForce().document().instruction(name),
                        name ->
                                LeanInstruction.of(
                                        codex.codex().inForce().document().persona(name)),
                        foundation::mode);
        leases = new Leases(image, voices, pins::inForce, instructions);
        deliberation = new Deliberation(leases::lease, codex.codex(), this::remembered);
        conversation = services.conversation(image, memory, toolbox, leases);
        tuning =
                TuningServices.of(
                        new TuningServices.Rooms(
                                image,
                                models,
                                leases,
                                memory,
                                conversation.council(),
                                name -> codex.codex().inForce().document().instruction(name),
                                config::settings,
                                tape,
                                tape.clock("tuning", opening.clock()),
                                pulses::emit,
                                opening.home()));
        conversation.observe(TuningServices.observer(tuning, conversation.council()));
        scratch =
                new ScratchServices(
                        image,
                        services,
                        voices,
                        pins::inForce,
                        codex.codex()::inForce,
                        foundation::mode,
                        this::forge);
        pastWorld =
                new PastWorld(
                        image, services, embedder, opening.printed(), tape.random("hindsight"));
        motive =
                new Motive(
                        new MotiveParts(
                                image,
                                conversation.council(),
                                conversation.climb(),
                                memory,
                                toolbox,
                                () -> codex.codex().inForce(),
                                () -> codex.codex().proposals(),
                                () -> config.settings().council().dissonanceThreshold(),
                                new GoalStepServices(
                                        services,
                                        crucible,
                                        voices,
                                        pins::inForce,
                                        instructions,
                                        pastWorld),
                                () -> SettingsMapping.motive(config.settings().motive()),
                                () -> tape.id("goal"),
                                tape.clock("motive.calls", opening.clock()),
                                pulses::emit),
                        config,
                        tape,
                        tape.clock("motive", opening.clock()),
                        opening.home(),
                        opening.record().isPresent() || tape.replaying());
        motive.accompany(foundation.idleMemory(memory, memoryWork, this::factExtractor));
        talk =
                foundation.talk(
                        opening,
                        clock,
                        World.natives(
                                image,
                                toolbox,
                                memory,
                                personas,
                                conversation,
                                codex.codex(),
                                models::pins,
                                motive.giving(),
                                this::past));
        if (!image.opened().isReadOnly()) {
            personas.awaken(
                    new Cause(Author.Part.SYSTEM, "the four wake up", image.now().number()));
        }
    }

    @Override
    public Talk past(long number) {
        return pastWorld.at(number);
    }

    @Override
    public List<String> beginning() {
        return OpeningReport.of(this, image, setAside);
    }

    @Override
    public List<String> foreignMemories() {
        return memory().foreign().stream().toList();
    }

    @Override
    public Scratch scratch(View state) {
        return scratch.over(state);
    }

    @Override
    public Embedder embedder() {
        return embedder;
    }

    private ToolForge forge(Voice voice) {
        return forge(toolbox, voice);
    }

    private ToolForge forge(Toolbox tools, Voice voice) {
        var forge = config.settings().forge();
        return new ToolForge(
                tools,
                gate,
                voice,
                likeness,
                new ForgeLimits(forge.attempts(), forge.hiddenTests()));
    }

    private List<MemoryLookup.Remembered> remembered(String theme, int limit) {
        return memory.recall(theme, limit).stream()
                .map(recall -> new MemoryLookup.Remembered(recall.id(), recall.line()))
                .toList();
    }

    private boolean isChosen() {
        return mind.isChosen();
    }

    private void know(Mind chosen) {
        models.know(chosen);
    }

    @Override
    public StrategicLoop tuning() {
        return tuning;
    }

    @Override
    public Motive motive() {
        return motive;
    }

    @Override
    public void beginIdleWork(DeedQueue deeds) {
        motive.begin(deeds);
    }

    @Override
    public void noteActivity() {
        motive.arrived();
    }

    @Override
    public Gate gate() {
        return gate;
    }

    @Override
    public ToolForge forge() {
        return forge(leases.lease());
    }

    @Override
    public MethodForge methodForge() {
        return new MethodForge(leases.lease(), config.settings().forge().attempts());
    }

    @Override
    public Image image() {
        return image;
    }

    @Override
    public Talk talk() {
        return talk;
    }

    @Override
    public Pulses pulses() {
        return pulses;
    }

    @Override
    public Tape tape() {
        return tape;
    }

    @Override
    public Conversation conversation() {
        return conversation;
    }

    @Override
    public Scrapbook memory() {
        return memory;
    }

    @Override
    public BackgroundWork memoryWork() {
        return memoryWork;
    }

    @Override
    public FactExtractor factExtractor() {
        return new VoiceFactExtractor(leases::lease);
    }

    @Override
    public Personas personas() {
        return personas;
    }

    @Override
    public ModelBench bench() {
        return new ModelBench(mind, leases::lease);
    }

    @Override
    public Toolbox toolbox() {
        return toolbox;
    }

    @Override
    public Crucible crucible() {
        return crucible;
    }

    @Override
    public ConfigFolder config() {
        return config;
    }

    @Override
    public Models models() {
        return models;
    }

    @Override
    public Deliberation deliberation() {
        return deliberation;
    }

    @Override
    public List<String> attend() {
        return codex.codex().attend().stream().map(CodexEvent::line).toList();
    }

    @Override
    public Codex.Opened codex() {
        return codex;
    }

    @Override
    public boolean agreed(String question) {
        return asking.test(question);
    }

    @Override
    public String mindLine() {
        return MindSelection.line(mind);
    }

    @Override
    public String mindName() {
        return mind.get().name();
    }

    @Override
    public void close() {
        motive.close();
        talk.close();
        toolbox.guests().port().close();
        crucible.close();
        memoryWork.close();
        memory.close();
        embedder.close();
        mind.close();
        codex.codex().close();
        foundation.close();
    }
}
