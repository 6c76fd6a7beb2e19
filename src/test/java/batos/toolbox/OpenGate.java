package batos.toolbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import batos.crucible.Crucible;
import batos.crucible.CrucibleFactory;
import batos.crucible.CrucibleOptions;
import batos.crucible.Trial;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// A gate over gVisor, for tests of what passes it.
abstract class OpenGate {
    static Crucible crucible;
    static Gate gate;

    @BeforeAll
    static void open() {
        crucible =
                CrucibleFactory.choose(CrucibleOptions.USUAL.with(CrucibleOptions.Prefer.GVISOR));
        assertEquals("gvisor", crucible.name(), crucible.line());
        gate =
                new Gate(
                        crucible,
                        () -> Trial.Limits.USUAL,
                        () -> new StaticRules(Set.of("math"), 1 << 16));
    }

    @AfterAll
    static void close() {
        crucible.close();
    }

    static Admission bring(String text, String stem, Optional<String> tests) {
        return switch (gate.importer().read(text, stem, Optional.empty(), tests)) {
            case Importer.Imported.Ready ready ->
                    gate.examine(ready, Optional.empty(), List.of(), Gate.Rigour.IMPORT);
            case Importer.Imported.Unusable(String why, boolean retry) ->
                    new Admission.TurnedAway(List.of(why), retry);
        };
    }

    static Admission.Admitted admitted(Admission admission) {
        return assertInstanceOf(Admission.Admitted.class, admission, admission.toString());
    }

    static String refused(Admission admission) {
        return String.join(
                "\n",
                assertInstanceOf(Admission.TurnedAway.class, admission, admission.toString())
                        .reasons());
    }

    static final String DOCTESTS =
            """
            from __future__ import annotations
            import doctest

            def mean(values: list[float]) -> float:
                \"\"\"
                The mean.

                >>> mean([1, 2, 3])
                2.0
                >>> mean([])  # doctest: +ELLIPSIS
                Traceback (most recent call last):
                    ...
                ValueError: no values
                \"\"\"
                if not values:
                    raise ValueError("no values")
                return sum(values) / len(values)

            if __name__ == "__main__":
                doctest.testmod()
            """;

    static final String CHECKED =
            """
            def below(values: list, t: int):
                \"\"\"Whether all values are below t.\"\"\"
                return all(v < t for v in values)

            METADATA = {"author": "someone"}

            def check(candidate):
                assert candidate([1, 2, 4, 10], 100)
                assert not candidate([1, 20, 4, 10], 5)
                assert not candidate([1, 5], 5)
            """;
}
