package batos.toolbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import batos.crucible.Batch;
import batos.crucible.Case;
import batos.crucible.CaseResult;
import batos.crucible.Crucible;
import batos.crucible.PromptTrial;
import batos.crucible.Trial;
import batos.crucible.UnavailableCrucible;
import batos.crucible.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A crucible that cannot work tells nothing about a tool: neither its tests nor its author are to
/// blame, whichever kind of test was the first to be tried.
class LostCrucibleIT extends OpenGate {
    /// Reads sources, and is lost when the first test is tried.
    private record Lost(Crucible reader, Crucible none) implements Crucible {
        @Override
        public String name() {
            return none.name();
        }

        @Override
        public String line() {
            return none.line();
        }

        @Override
        public Verdict run(Trial trial) {
            return reader.run(trial);
        }

        @Override
        public List<Verdict> run(Batch batch) {
            return none.run(batch);
        }

        @Override
        public List<Verdict> run(PromptTrial session) {
            return none.run(session);
        }

        @Override
        public CaseResult hear(Case brought) {
            return none.hear(brought);
        }

        @Override
        public List<Finding> check() {
            return none.check();
        }

        @Override
        public void close() {}
    }

    private static Admission lost(String text, Optional<String> tests) {
        var gate =
                new Gate(
                        new Lost(
                                crucible,
                                new UnavailableCrucible("no room for it", "/crucible check")),
                        () -> Trial.Limits.USUAL,
                        () -> new StaticRules(Set.of("math"), 1 << 16));
        var read = gate.importer().read(text, "twice", Optional.empty(), tests);
        var ready = assertInstanceOf(Importer.Imported.Ready.class, read);
        return gate.examine(ready, Optional.empty(), List.of(), Gate.Rigour.IMPORT);
    }

    @Test
    void isNamedWhereTheDocstringHasTheTests() {
        var text =
                """
                def twice(n: int) -> int:
                    '''Twice a number.

                    >>> twice(2)
                    4
                    '''
                    return 2 * n
                """;
        assertEquals(
                new Admission.TurnedAway(List.of("no room for it. Next: /crucible check"), false),
                lost(text, Optional.empty()));
    }

    @Test
    void isNamedWhereAScriptHasTheTests() {
        var text =
                """
                def twice(n: int) -> int:
                    '''Twice a number.'''
                    return 2 * n
                """;
        var tests =
                """
                from twice import twice

                def test_twice():
                    assert twice(2) == 4
                """;
        assertEquals(
                new Admission.TurnedAway(List.of("no room for it. Next: /crucible check"), false),
                lost(text, Optional.of(tests)));
    }
}
