package batos;

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
import batos.mind.Mind;
import batos.mind.RehearsalMind;
import batos.mind.RehearsalScript;
import batos.nerve.Pulses;
import batos.persona.Leases;
import batos.persona.Personas;
import batos.shell.House;
import batos.shell.Opening;
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
    private final Late<Mind> mind;
    private final LateCrucible crucible;
    private final LateEmbedder embedder;
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
        mind = new Late<>(this::rehearsal);
        crucible = new LateCrucible(new Late<>(this::chosenCrucible));
        embedder = new LateEmbedder(new Late<>(this::chosenEmbedder));
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
                new Leases(image, mind, name -> Wiring.pin(config.settings(), name), name -> name);
        conversation = new Conversation(council, leases, voice -> new ToolForge(toolbox, voice));
        talk =
                new Talk(
                        image,
                        World.natives(image, toolbox, memory, personas, conversation),
                        () -> Wiring.language(config.settings().language()),
                        opening.printed(),
                        clock,
                        tape.random("talk"));
        personas.awaken(new Cause("system", "the four wake up", image.now().number()));
    }

    private Crucible chosenCrucible() {
        return Crucibles.choose(Wiring.crucible(config.settings().crucible()));
    }

    private Mind rehearsal() {
        try {
            var tree = TomlTree.parse(Path.of("rehearsal.toml"), RehearsalScript.shipped());
            return new RehearsalMind(
                    RehearsalScript.of("rehearsal.toml", tree.root()),
                    config.settings().mind().idleTimeout());
        } catch (ConfigFault e) {
            throw new IllegalStateException("the shipped rehearsal script is damaged", e);
        }
    }

    private Embedder chosenEmbedder() {
        throw new IllegalStateException("no embedder yet");
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
    public String standing() {
        return mind.get().name() + " mind, " + crucible.name() + " crucible";
    }

    @Override
    public void close() {
        talk.close();
        crucible.close();
        embedder.close();
        mind.ifMade(Mind::close);
        config.close();
        image.close();
        tape.close();
    }
}
