package batos.persona;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.config.SettingsOrigin;
import batos.image.Author;
import batos.image.Cause;
import batos.mind.Message;
import batos.mind.Mind;
import batos.mind.ModelDetails;
import batos.mind.PersonaId;
import batos.mind.Pin;
import batos.mind.Prompt;
import batos.mind.Purpose;
import batos.mind.Reply;
import batos.persona.Pins.Swapped;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PinsTest extends PinsFixture {
    @Nested
    class ASwap {
        @Test
        void isInForceInImageAndFileWithCommentsKept() throws Exception {
            var done = assertInstanceOf(Swapped.Done.class, pins.swap("BRICK", owl(), CAUSE));
            assertEquals("bat:1b", done.before().tag());
            agreeOn("owl:2b");
            assertEquals("sha-owl", pins.inForce("BRICK").digest());
            assertTrue(file().contains("# who thinks with what"));
            assertTrue(file().contains("tag = \"owl:2b\"   # small and quick"), file());
            assertTrue(file().contains("context = 8192"), file());
            assertEquals("model.swapped BRICK: bat:1b -> owl:2b", pulses.getLast());
            assertEquals(7, image.log(1).getFirst().cause().deed());
        }

        @Test
        void isRolledBackOnceForEachSwap() throws Exception {
            assertInstanceOf(Swapped.NothingEarlier.class, pins.rollback("BRICK", CAUSE));
            pins.swap("BRICK", owl(), CAUSE);
            assertInstanceOf(Swapped.Done.class, pins.rollback("BRICK", CAUSE));
            agreeOn("bat:1b");
            assertTrue(file().contains("context = 4096"), file());
            assertInstanceOf(Swapped.NothingEarlier.class, pins.rollback("BRICK", CAUSE));
        }

        @Test
        void isUndoneInTheFileToo() throws Exception {
            pins.swap("BRICK", owl(), CAUSE);
            image.undo(1, new Cause(Author.ARCHITECT, "undo", 8));
            pins.attend();
            agreeOn("bat:1b");
        }

        @Test
        void leavesNothingWhereTheFileCannotFollow() throws Exception {
            pins.attend();
            Files.writeString(folder.resolve("settings.toml"), "this is [ not toml");
            config.refresh();
            assertInstanceOf(Swapped.NotWritten.class, pins.swap("BRICK", owl(), CAUSE));
            assertEquals("bat:1b", pins.inForce("BRICK").tag());
        }

        @ParameterizedTest
        @ValueSource(strings = {"committed", "wrote tag", "wrote context"})
        void thatIsKilledBetweenTwoStepsIsDoneOnBothSidesAtTheNextStart(String last)
                throws Exception {
            var next = owl();
            var killed =
                    new Pins(
                            image,
                            config,
                            folder.resolve("pins.agreed"),
                            (kind, text) -> {},
                            step -> {
                                if (step.equals(last)) {
                                    throw new Killed();
                                }
                            });
            assertThrows(Killed.class, () -> killed.swap("BRICK", next, CAUSE));
            config.close();
            open();
            pins.attend();
            agreeOn("owl:2b");
            assertEquals(8192, pins.inForce("BRICK").context());
            assertTrue(file().contains("context = 8192"), file());
        }
    }

    /// Stands for the end of the process: nothing may catch it.
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Nested
    class AnEditOfSettings {
        @Test
        void movesTheImageAndForgetsTheDigest() throws Exception {
            pins.swap("BRICK", owl(), CAUSE);
            Files.writeString(folder.resolve("settings.toml"), file().replace("owl:2b", "fox:4b"));
            config.refresh();
            pins.attend();
            agreeOn("fox:4b");
            assertEquals("", pins.inForce("BRICK").digest());
            assertEquals("owl:2b", pins.earlier("BRICK").orElseThrow().tag());
        }

        @Test
        void isUndoneByTheImage() throws Exception {
            pins.attend();
            Files.writeString(folder.resolve("settings.toml"), file().replace("bat:1b", "fox:4b"));
            config.refresh();
            pins.attend();
            image.undo(1, new Cause(Author.ARCHITECT, "undo", 8));
            pins.attend();
            agreeOn("bat:1b");
        }

        @Test
        void ofAllFourIsOneDeed() throws Exception {
            pins.attend();
            var before = image.now().root();
            for (var persona : Persona.NAMES) {
                config.set(SettingsOrigin.ARCHITECT, "models." + persona + ".tag", "smol:1b");
            }
            pins.attend();
            assertEquals("smol:1b", pins.inForce("ALFRED").tag());
            image.undo(1, new Cause(Author.ARCHITECT, "undo", image.now().number()));
            assertEquals(before, image.now().root());
            pins.attend();
            agreeOn("bat:1b");
            assertFalse(file().contains("smol"), file());
        }
    }

    @Nested
    class ASwapAndAnEditByHandAtTheSameTime {
        /// The editor has read the file before the swap and saves it after, or the other way round.
        @Test
        void loseNeither() throws Exception {
            var settings = folder.resolve("settings.toml");
            Files.writeString(settings, file() + "[council]\nrounds = 1\n");
            config.refresh();
            for (int i = 1; i <= 20; i++) {
                var rounds = 1 + i % 8;
                var thinks = ThreadLocalRandom.current().nextInt(150);
                var later = ThreadLocalRandom.current().nextInt(50);
                var editor =
                        Thread.ofPlatform()
                                .start(() -> {
                                    try {
                                        var mine =
                                                file().replaceAll(
                                                                "rounds = \\d+",
                                                                "rounds = " + rounds);
                                        Thread.sleep(thinks);
                                        var other = folder.resolve(".mine");
                                        Files.writeString(other, mine);
                                        Files.move(other, settings, StandardCopyOption.ATOMIC_MOVE);
                                    } catch (Exception e) {
                                        throw new IllegalStateException(e);
                                    }
                                });
                Thread.sleep(later);
                var next =
                        new Pin("owl:" + i, "sha", 4096 + i, pins.inForce("BRICK").sampling(), "");
                assertInstanceOf(Swapped.Done.class, pins.swap("BRICK", next, CAUSE));
                editor.join();
                config.refresh();
                agreeOn("owl:" + i);
                assertEquals(4096 + i, pins.inForce("BRICK").context());
                assertEquals(rounds, config.settings().council().rounds(), file());
            }
        }
    }

    @Nested
    class ALookAtTheServer {
        private final List<Mind.Model> models =
                List.of(
                        new Mind.Model("bat:1b", "sha-bat", 1),
                        new Mind.Model("owl:latest", "sha-owl", 1));

        private ModelSwap swap() {
            return new ModelSwap(pins, () -> new Listing(models), tag -> Optional.empty());
        }

        @Test
        void takesTheDigestAndTheFullTag() {
            var outcome =
                    assertInstanceOf(
                            ModelSwap.Outcome.Swapped.class, swap().use("ROBIN", "owl", CAUSE));
            assertEquals(
                    "sha-owl",
                    assertInstanceOf(Swapped.Done.class, outcome.swapped()).after().digest());
            assertEquals("owl:latest", pins.inForce("ROBIN").tag());
        }

        @Test
        void theTagThatIsTakenForGrantedIsNoOtherModel() throws Exception {
            swap().use("ROBIN", "owl", CAUSE);
            config.set(SettingsOrigin.ARCHITECT, "models.ROBIN.tag", "owl");
            assertEquals("owl", pins.inForce("ROBIN").tag());
            assertEquals("sha-owl", pins.inForce("ROBIN").digest());
            assertFalse(swap().strange().toString().contains("owl"), swap().strange().toString());
        }

        @Test
        void findsNothingWhereTheTagIsNotThere() {
            var outcome =
                    assertInstanceOf(
                            ModelSwap.Outcome.NotThere.class, swap().use("ROBIN", "fox:4b", CAUSE));
            assertEquals(List.of("bat:1b", "owl:latest"), outcome.there());
        }

        @Test
        void saysThatItDidNotLookWhereTheMindHasNoList() {
            var outcome =
                    assertInstanceOf(
                            ModelSwap.Outcome.Swapped.class,
                            new ModelSwap(
                                            pins,
                                            () -> new Listing(List.of()),
                                            tag -> Optional.empty())
                                    .use("ROBIN", "fox:4b", CAUSE));
            assertTrue(outcome.note().contains("was not looked at"), outcome.note());
            assertTrue(outcome.note().endsWith("then /models pull fox:4b"), outcome.note());
            assertEquals("fox:4b", pins.inForce("ROBIN").tag());
        }

        @Test
        void tellsAModelThatChangedBehindItsTag() {
            pins.know(models, tag -> Optional.of(anatomy(tag)));
            assertEquals("sha-bat", pins.inForce("BRICK").digest());
            assertEquals("template of bat:1b", pins.inForce("BRICK").template());
            assertEquals(List.of(), swap().changedOnServer());
            var pulled =
                    new ModelSwap(
                            pins,
                            () -> new Listing(List.of(new Mind.Model("bat:1b", "sha-new", 1))),
                            tag -> Optional.empty());
            assertEquals(List.of("bat:1b"), pulled.changedOnServer());
            assertTrue(
                    pulled.strange().getFirst().contains("another model on the server"),
                    pulled.strange().toString());
            assertTrue(!swap().strange().toString().contains("bat:1b"), "nothing is strange");
        }

        @Test
        void tellsATagThatIsGone() {
            pins.know(models, tag -> Optional.empty());
            var gone =
                    new ModelSwap(
                            pins,
                            () -> new Listing(List.of(models.getLast())),
                            tag -> Optional.empty());
            assertTrue(
                    gone.strange().getFirst().contains("/models pull bat:1b"),
                    gone.strange().toString());
        }

        private static ModelDetails anatomy(String tag) {
            return new ModelDetails(tag, "template of " + tag, "llama", "1B", "Q4", 4096, 0, true);
        }
    }

    @Nested
    class UnderStress {
        /// 200 turns on virtual threads while 50 swaps go on: each turn's record shows one digest.
        @Test
        void aTurnEndsOnThePinsItStartedWith() throws Exception {
            var leases =
                    new Leases(
                            image,
                            () -> new Listing(List.of()),
                            pins::inForce,
                            persona -> "You are " + persona);
            pins.swap("BRICK", new Pin("bat:1b", "sha-0", 4096, owl().sampling(), ""), CAUSE);
            var records = Collections.synchronizedList(new ArrayList<List<String>>());
            try (var turns = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 200; i++) {
                    turns.submit(() -> {
                        Thread.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextInt(2000)));
                        var lease = leases.lease();
                        for (int call = 0; call < 5; call++) {
                            lease.speak(
                                    PersonaId.BRICK,
                                    Purpose.THESIS,
                                    List.of(new Message.Asked("x")),
                                    List.of(),
                                    Optional.empty(),
                                    text -> {});
                        }
                        records.add(
                                lease.receipts().stream().map(Receipt::pin).distinct().toList());
                        return null;
                    });
                }
                for (int i = 1; i <= 50; i++) {
                    var next =
                            new Pin(
                                    "bat:1b",
                                    "sha-" + i,
                                    4096,
                                    pins.inForce("BRICK").sampling(),
                                    "");
                    assertInstanceOf(Swapped.Done.class, pins.swap("BRICK", next, CAUSE));
                    Thread.sleep(30);
                }
            }
            assertEquals(200, records.size());
            records.forEach(digests -> assertEquals(1, digests.size(), digests.toString()));
            assertTrue(
                    records.stream().distinct().count() > 5,
                    "the swaps took place between the turns");
        }
    }

    /// A mind that lists models, and thinks a little while.
    record Listing(List<Model> models) implements Mind {
        @Override
        public String name() {
            return "listing";
        }

        @Override
        public Reply think(Prompt prompt, Consumer<String> heard) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                return new Reply.Interrupted();
            }
            return new Reply.Answered("x", List.of(), Reply.Usage.NONE);
        }

        @Override
        public void close() {}
    }
}
