package batos.crucible;

import java.util.List;

/// A source brought before a judge.
///
/// @param source Python source that is judged
/// @param module the name under which the script may import from the source
/// @param functions the functions of it that the script may call
/// @param exceptions the exceptions that it defines, base before derived
/// @param script Python statements that call the functions and assert; it never sees the source
/// @param candidate the function that a test function's own parameter is bound to
public record Case(
        String source,
        String module,
        List<Signature> functions,
        List<Fault> exceptions,
        String script,
        String candidate,
        Trial.Limits limits) {
    public Case {
        functions = List.copyOf(functions);
        exceptions = List.copyOf(exceptions);
    }

    /// The same script for another source with the same functions.
    public Case of(String other) {
        return new Case(other, module, functions, exceptions, script, candidate, limits);
    }

    /// @param parameters names, in order
    public record Signature(String name, List<String> parameters) {
        public Signature {
            parameters = List.copyOf(parameters);
        }
    }

    /// An exception class by name, and the name of its base.
    public record Fault(String name, String base) {}
}
