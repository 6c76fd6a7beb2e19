package batos.crucible;

import java.util.List;

/// A source brought before a judge.
///
/// @param source Python source that is judged
/// @param functions the functions of it that the script may call
/// @param script Python statements that call them and assert; they never see the source
/// @param candidate what a test function's own parameter is bound to: the function under test
public record Case(
        String source,
        List<String> functions,
        String script,
        String candidate,
        Trial.Limits limits) {
    public Case {
        functions = List.copyOf(functions);
    }
}
