package batos.motive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.app.Application;
import batos.app.IdleHouse;
import batos.codex.Decision;
import batos.codex.InputChannel;
import batos.codex.Proposal;
import batos.crucible.Trial;
import batos.crucible.Verdict;
import batos.image.Author;
import batos.image.Cause;
import batos.motive.look.StoredLook;
import batos.toolbox.Admission;
import batos.toolbox.Example;
import batos.toolbox.ScriptedCrucible;
import batos.toolbox.Tool;
import batos.toolbox.ToolDraft;
import batos.toolbox.Toolbox;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a look finds new, in a whole house: each sign leads to one look with its reason, and is no
/// news at the next.
class SignsTest {
    private static final String SCRIPT =
            """
            [[rule]]
            name = "no goals"
            purpose = "goals"
            json = { goals = [] }

            [[rule]]
            name = "all else"
            reply = "Good morning."
            """;

    @TempDir Path folder;
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");
    private Application house;

    private void open(String... settings) throws Exception {
        house = IdleHouse.open(folder, () -> now, SCRIPT, settings);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Cause cause(String line) {
        return new Cause(Author.ARCHITECT, line, house.image().now().number());
    }

    private void ask(String question) {
        house.conversation().ask(question, cause("@ " + question), signal -> {});
    }

    private List<String> reasons() {
        return StoredLook.latest(house.image().now()).map(StoredLook::signs).orElse(List.of());
    }

    /// Everything so far is looked at.
    private void look() {
        house.motive().once();
    }

    /// The next look has these reasons and no others, the one after it none.
    private void assertNews(String... beginnings) {
        int before = StoredLook.all(house.image().now()).size();
        house.motive().once();
        var reasons = reasons();
        assertEquals(before + 1, StoredLook.all(house.image().now()).size(), reasons::toString);
        assertEquals(beginnings.length, reasons.size(), reasons::toString);
        for (int i = 0; i < beginnings.length; i++) {
            assertTrue(reasons.get(i).startsWith(beginnings[i]), reasons.get(i));
        }
        assertNoNews();
    }

    /// Without those that the system makes of itself: the one that follows codex.toml comes when
    /// the file's watcher is heard.
    private long commits() {
        return house.image().log(Integer.MAX_VALUE).stream()
                .filter(commit -> commit.cause().author() != Author.Part.SYSTEM)
                .count();
    }

    private void assertNoNews() {
        int before = StoredLook.all(house.image().now()).size();
        var commits = commits();
        var calls = house.motive().loop().doings().tally().modelCalls();
        assertInstanceOf(LookResult.Nothing.class, house.motive().once());
        now = now.plus(Duration.ofDays(1));
        assertInstanceOf(LookResult.Nothing.class, house.motive().once());
        assertEquals(before, StoredLook.all(house.image().now()).size(), () -> "" + reasons());
        assertEquals(commits, commits());
        assertEquals(calls, house.motive().loop().doings().tally().modelCalls());
    }

    @Test
    void aNewThemeAndItsDissonance() throws Exception {
        open("dissonance_threshold = 0.6", "dissonance_threshold = 0.0");
        ask("hello there, how was the garden?");
        house.motive().once();
        var reasons = String.join("\n", reasons());
        for (var kind : List.of("[new theme] ", "[dissonance] ", "[troubled theme] ")) {
            assertTrue(reasons.contains(kind), reasons);
        }
        assertNoNews();
    }

    @Test
    void aToolThatBrokeThreeTimesInARow() throws Exception {
        open();
        var crucible = new ScriptedCrucible();
        var tools =
                new Toolbox(house.image(), crucible, () -> Trial.Limits.USUAL, (kind, text) -> {});
        bind(tools, "twice", "missed by BRICK");
        look();
        breaks(tools, crucible, "twice");
        assertNews("[quarantined tool] twice@1: ");
        assertEquals(
                Tool.Standing.QUARANTINED,
                house.toolbox().now().any("twice").orElseThrow().standing());

        bind(tools, "thrice", "missed by motive for goal 1");
        breaks(tools, crucible, "thrice");
        assertNoNews();
    }

    private void bind(Toolbox tools, String name, String because) {
        var draft =
                ToolDraft.of(
                        name,
                        "Multiplies a number",
                        "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}}}",
                        "def %s(n):\n    return n * 2\n".formatted(name),
                        List.of(Example.of("{\"n\":2}", "4", Author.of("BRICK"))));
        tools.bind(
                new Admission.Admitted(draft, List.of("1 test holds"), List.of()),
                Tool.Origin.FORGED,
                Author.of("BRICK"),
                because,
                cause("binds " + name));
    }

    private void breaks(Toolbox tools, ScriptedCrucible crucible, String name) {
        for (int i = 0; i < 3; i++) {
            crucible.answers.add(new Verdict.Failed("ValueError: no", "", ""));
            tools.call(tools.now(), name, "{\"n\":2}", cause("calls " + name));
        }
    }

    @Test
    void anAnswerThatTheArchitectCallsBad() throws Exception {
        open();
        ask("hello there, how was the garden?");
        look();
        assertTrue(
                house.conversation().council().judge(1, false, "no answer at all", cause("/bad")));
        assertNews("[unanswered question] turn 1: hello there, how was the garden?");
    }

    @Test
    void twoNotesThatContradictEachOther() throws Exception {
        open();
        house.memory().note("My favourite colour is red.", cause("/memory note"));
        look();
        house.memory().note("My favourite colour is blue.", cause("/memory note"));
        assertNews("[contradiction] ");
    }

    @Test
    void aMemoryThatNobodyRecalledForAYear() throws Exception {
        open();
        house.memory().note("The garden gate squeaks.", cause("/memory note"));
        look();
        now = now.plus(Duration.ofDays(400));
        assertNews("[stale memory] ");
    }

    @Test
    void aProposalThatWentStale() throws Exception {
        open();
        var codex = house.codex();
        propose("Speaks softly.");
        propose("Speaks in pictures.");
        look();
        var first = codex.codex().proposals().getFirst();
        assertInstanceOf(
                Decision.Amended.class,
                codex.governance()
                        .approve(
                                codex.seal()
                                        .typed(
                                                "/codex approve 1",
                                                InputChannel.SESSION,
                                                house.image().now().number()),
                                first.number(),
                                Optional.of(first.hash())));
        assertNews("[stale proposal] proposal 2 on personas.ROBIN.voice went stale");
    }

    private void propose(String voice) {
        house.codex()
                .codex()
                .propose(
                        Proposal.Draft.of(
                                Author.of("ALFRED"), "personas.ROBIN.voice", voice, "it is so"));
    }
}
