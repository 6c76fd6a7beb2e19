package batos.toolbox;

import java.util.List;

/// For each test of a tool the deliberate bugs in its code that the test catches.
///
/// @param tests the arguments of each test, JSON objects as text
/// @param rows one for each deliberate bug
public record VerdictMatrix(List<String> tests, List<Row> rows) {
    public VerdictMatrix {
        tests = List.copyOf(tests);
        rows = List.copyOf(rows);
    }

    /// @param bug the change, in words
    /// @param caught for each test whether its expectation did not hold
    public record Row(String bug, List<Boolean> caught) {
        public Row {
            caught = List.copyOf(caught);
        }
    }
}
