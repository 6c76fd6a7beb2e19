package batos.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.app.Services;
import batos.app.TraceLog;
import batos.image.Image;
import batos.image.MemoryImage;
import batos.nerve.Pulses;
import batos.persona.Personas;
import batos.shell.command.Commands;
import batos.shell.session.ProcessEnvironment;
import batos.talk.Limits;
import batos.talk.Talk;
import batos.talk.bind.Natives;
import batos.tape.Tape;
import batos.trainer.Trainers;
import batos.world.World;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A fault of batos itself keeps its stack, whichever room it comes from.
class TracedFaultsTest {
    @TempDir Path home;
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private ProcessEnvironment around(String input) {
        return new ProcessEnvironment(
                Path.of("").toAbsolutePath(),
                Map.of(),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                TestHouse.CLOCK,
                false);
    }

    private int piped(String input, Services.Door door) {
        return new Shell(door, Commands.ALL, around(input)).run("--home", home.toString());
    }

    private int run(Services.Door door, String... arguments) {
        var around = around("");
        try (var log = TraceLog.open(home, "warning", 1 << 20, () -> String.join(" ", arguments))) {
            return new Shell(door, Commands.ALL, around).run(arguments);
        }
    }

    private String trace() throws IOException {
        return Files.readString(home.resolve(TraceLog.NAME));
    }

    /// A room of the house; null for those that are missing.
    private interface Rooms {
        @Nullable Object room(String name);
    }

    /// Services over an image in memory, with the rooms that are given.
    private static Services services(Rooms rooms) {
        var image = new MemoryImage(TestHouse.CLOCK);
        return (Services)
                Proxy.newProxyInstance(
                        Services.class.getClassLoader(),
                        new Class<?>[] {Services.class},
                        (self, method, given) -> {
                            var room = rooms.room(method.getName());
                            return room != null
                                    ? room
                                    : switch (method.getName()) {
                                        case "image" -> image;
                                        case "tape" -> Tape.live();
                                        case "pulses" -> new Pulses(TestHouse.CLOCK);
                                        case "beginning", "attend", "foreignMemories" -> List.of();
                                        default -> null;
                                    };
                        });
    }

    /// Services of which one room is broken and others are missing.
    private static Services broken(String room) {
        return services(name -> {
            if (name.equals(room)) {
                throw new NullPointerException("broken " + room);
            }
            return null;
        });
    }

    private static Talk talk(Image image, Natives natives) {
        return new Talk(
                image, natives, () -> Limits.GENEROUS, text -> {}, TestHouse.CLOCK, new Random(1));
    }

    @ParameterizedTest
    @CsvSource({
        "image, image root",
        "memory, memory recall x",
        "toolbox, tools list",
        "crucible, crucible check",
        "config, settings show",
        "codex, codex show",
        "models, models list",
        "talk, eval 3",
        "motive, goals list",
        "tuning, tune status",
        "conversation, climb",
        "trainers, trainer check"
    })
    void inARoomIsWrittenDown(String room, String line) throws IOException {
        assertEquals(1, run(opening -> broken(room), ("--home " + home + " " + line).split(" ")));
        var said = err.toString(StandardCharsets.UTF_8);
        assertTrue(said.startsWith("internal error: "), said);
        assertTrue(said.contains("trace.log"), said);
        assertEquals(1, said.lines().count(), said);
        assertTrue(trace().contains("broken " + room), trace());
        assertTrue(trace().contains("\tat batos."), trace());
        assertTrue(trace().contains(line), trace());
    }

    /// In the rooms that a command reaches through another one, or through the language.
    @ParameterizedTest
    @CsvSource({
        "batos.trainer.Trainers, trainer check",
        "batos.persona.Personas, eval brick spoken",
        "batos.world.ToolMessages, eval tools size"
    })
    void belowIsWrittenDownWithItsPlace(String place, String line) throws IOException {
        var image = new MemoryImage(TestHouse.CLOCK);
        var gone =
                (Image)
                        Proxy.newProxyInstance(
                                Image.class.getClassLoader(),
                                new Class<?>[] {Image.class},
                                (self, method, given) -> {
                                    throw new NullPointerException("no image");
                                });
        var natives = World.past(image, null, null, new Personas(gone), null, number -> null);
        var talk = talk(image, natives);
        var house =
                services(name ->
                        switch (name) {
                            case "talk" -> talk;
                            case "trainers" -> new Trainers(null);
                            default -> null;
                        });
        var words = line.split(" ", 2);
        assertEquals(1, run(opening -> house, "--home", home.toString(), words[0], words[1]));
        var said = err.toString(StandardCharsets.UTF_8);
        assertTrue(said.startsWith("internal error: "), said);
        assertTrue(trace().contains("\tat " + place), trace());
        talk.close();
    }

    /// No memory, no stack, a class that a new build took away.
    @ParameterizedTest
    @ValueSource(strings = {"image root", "eval 3", "--json image root"})
    void isToldWhereItIsAnError(String line) throws IOException {
        for (var error :
                List.of(
                        new StackOverflowError("deep"),
                        new OutOfMemoryError("Java heap space"),
                        new NoClassDefFoundError("batos/Gone"))) {
            err.reset();
            out.reset();
            assertEquals(
                    1,
                    run(
                            opening -> {
                                throw error;
                            },
                            ("--home " + home + " " + line).split(" ")));
            var said = (line.startsWith("--json") ? out : err).toString(StandardCharsets.UTF_8);
            assertTrue(said.contains("internal error: " + error), said);
            assertTrue(trace().contains("\tat batos."), trace());
        }
    }

    /// The prompt outlives it.
    @Test
    void ofALineLeavesTheNextOnes() {
        var deep =
                services(name -> {
                    if (name.equals("memory")) {
                        throw new StackOverflowError("deep");
                    }
                    return null;
                });
        assertEquals(1, piped("/memory recall x\n/image root\n", opening -> deep));
        var said = err.toString(StandardCharsets.UTF_8);
        assertTrue(said.contains("internal error: java.lang.StackOverflowError: deep"), said);
        assertTrue(out.toString(StandardCharsets.UTF_8).matches("[0-9a-f]{64}\n"), said);
    }

    @Test
    void isNotSaidToBeTracedWhereNoHouseIsOpen() {
        var around = around("");
        var exit =
                new Shell(
                                opening -> {
                                    throw new NoClassDefFoundError("batos/Gone");
                                },
                                Commands.ALL,
                                around)
                        .run("-v", "image", "root");
        var said = err.toString(StandardCharsets.UTF_8);
        assertEquals(1, exit, said);
        assertFalse(said.contains("trace.log"), said);
        assertTrue(said.contains("\tat batos."), said);
    }

    @Test
    void isShownWholeWhereItIsAskedFor() {
        run(opening -> broken("image"), "-v", "--home", home.toString(), "image", "root");
        var said = err.toString(StandardCharsets.UTF_8);
        assertTrue(said.contains("\tat batos.shell.command.ImageCommand"), said);
    }

    @Test
    void isNoErrorThatAProgramCanHandle() throws IOException {
        var natives = new Natives();
        natives.source("broken", "Object subclass: Broken [ ]");
        natives.define("Broken", "boom", call -> Map.of().get(null));
        var talk = talk(new MemoryImage(TestHouse.CLOCK), natives);
        var whole = services(name -> name.equals("talk") ? talk : null);
        var exit =
                run(
                        opening -> whole,
                        "--home",
                        home.toString(),
                        "eval",
                        "[Broken new boom] on: Error do: [:e | 'swallowed']");
        var said = err.toString(StandardCharsets.UTF_8);
        assertEquals(1, exit, said);
        assertFalse(out.toString(StandardCharsets.UTF_8).contains("swallowed"), said);
        assertTrue(said.contains("internal error"), said);
        assertTrue(trace().contains("NullPointerException"), trace());
        talk.close();
    }
}
