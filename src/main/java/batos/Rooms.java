package batos;

import batos.codex.Codex;
import batos.config.ConfigFault;
import batos.config.ConfigFolder;
import batos.config.TomlTree;
import batos.council.Council;
import batos.crucible.Crucible;
import batos.crucible.Crucibles;
import batos.image.Cause;
import batos.image.Image;
import batos.image.LivingImage;
import batos.loops.Conversation;
import batos.loops.tactical.ToolForge;
import batos.memory.Scrapbook;
import batos.mind.Embedder;
import batos.mind.Minds;
import batos.mind.OnnxEmbedder;
import batos.mind.RehearsalFault;
import batos.mind.RehearsalScript;
import batos.mind.Seat;
import batos.nerve.Pulses;
import batos.persona.Leases;
import batos.persona.Models;
import batos.persona.Personas;
import batos.persona.Pins;
import batos.shell.Exit;
import batos.shell.House;
import batos.shell.Opening;
import batos.shell.Trouble;
import batos.talk.Talk;
import batos.tape.Tape;
import batos.toolbox.Toolbox;
import batos.world.World;
import java.nio.file.Path;

/// The house with all its rooms, over one image and one folder of configuration.
final class Rooms implements House {
    private final Tape tape;
    private final ConfigFolder config;
    private final Pulses pulses;
    private final LivingImage image;
    private final Codex.Opened codex;
    private final Seat mind;
    private final Pins pins;
    private final Models models;
    private final LateCrucible crucible;
    private final Embedder embedder = new OnnxEmbedder();
    private final Toolbox toolbox;
    private final Scrapbook memory;
    private final Personas personas;
    private final Conversation conversation;
    private final Talk talk;

    Rooms(Opening opening) {
        var clock = opening.clock();
        tape = Tape.live();
        config = ConfigFolder.open(opening.config());
        pulses = new Pulses(clock);
        image =
                LivingImage.open(
                        opening.home(), Wiring.image(config.settings().image()), clock, pulses);
        codex = codex(opening);
        mind = new Seat(() -> mind(opening));
        pins = new Pins(image, config, opening.home().resolve("pins.agreed"), pulses::emit);
        models = new Models(mind, pins, config::settings);
        crucible = new LateCrucible(new Late<>(this::chosenCrucible));
        personas = new Personas(image);
        memory = new Scrapbook(image, embedder, clock);
        toolbox =
                new Toolbox(
                        image,
                        crucible,
                        () -> Wiring.trial(config.settings().crucible()),
                        pulses::emit);
        var council =
                new Council(
                        image,
                        memory,
                        toolbox,
                        pulses,
                        clock,
                        () -> Wiring.rules(config.settings()));
        var leases =
                new Leases(
                        image,
                        () -> Wiring.budget(config.settings(), clock).forTurn(mind.get()),
                        pins::inForce,
                        name -> codex.codex().inForce().document().instruction(name));
        conversation = new Conversation(council, leases, voice -> new ToolForge(toolbox, voice));
        talk =
                new Talk(
                        image,
                        World.natives(
                                image, toolbox, memory, personas, conversation, codex.codex()),
                        () -> Wiring.language(config.settings().language()),
                        opening.printed(),
                        clock,
                        tape.random("talk"));
        personas.awaken(new Cause("system", "the four wake up", image.now().number()));
    }

    private Crucible chosenCrucible() {
        return Crucibles.choose(Wiring.crucible(config.settings().crucible()));
    }

    private Codex.Opened codex(Opening opening) {
        try {
            var opened = Codex.open(opening.home(), image, config, opening.clock());
            opened.codex().beginning().forEach(news -> pulses.emit("codex", news.line()));
            opened.codex().listen(news -> pulses.emit("codex", news.line()));
            return opened;
        } catch (ConfigFault e) {
            throw new Trouble(Exit.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    private Minds.Choice.Chosen mind(Opening opening) {
        var wish = Wiring.mind(config.settings(), script());
        var choice = Minds.choose(opening.mind().map(wish::preferring).orElse(wish), tape);
        return switch (choice) {
            case Minds.Choice.Chosen chosen -> {
                pins.know(chosen.mind().models());
                yield chosen;
            }
            case Minds.Choice.Missing(var why) -> throw new Trouble(Exit.NO_MODEL, why);
        };
    }

    private RehearsalScript script() {
        var named = config.settings().mind().rehearsal();
        try {
            return named.isEmpty()
                    ? RehearsalScript.of(
                            "the shipped script",
                            TomlTree.parse(Path.of("rehearsal.toml"), RehearsalScript.shipped())
                                    .root())
                    : RehearsalScript.of(named, TomlTree.read(Path.of(named)).root());
        } catch (ConfigFault | RehearsalFault e) {
            throw new Trouble(Exit.USAGE, String.valueOf(e.getMessage()), e);
        }
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
    public Personas personas() {
        return personas;
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
    public Codex.Opened codex() {
        return codex;
    }

    @Override
    public String standing() {
        return mind.line() + "; " + crucible.line();
    }

    @Override
    public void close() {
        talk.close();
        crucible.close();
        embedder.close();
        mind.close();
        codex.codex().close();
        config.close();
        image.close();
        tape.close();
    }
}
