package batos.toolbox;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/// The rules of the static gate.
///
/// @param imports the Python modules that a tool may import; `a` allows `a.b` too
/// @param bytes the longest source
public record StaticRules(Set<String> imports, int bytes) {
    public static final StaticRules USUAL =
            new StaticRules(
                    Set.of(
                            "__future__",
                            "abc",
                            "array",
                            "base64",
                            "binascii",
                            "bisect",
                            "calendar",
                            "cmath",
                            "collections",
                            "colorsys",
                            "contextlib",
                            "copy",
                            "csv",
                            "dataclasses",
                            "datetime",
                            "decimal",
                            "difflib",
                            "enum",
                            "fractions",
                            "functools",
                            "graphlib",
                            "hashlib",
                            "heapq",
                            "hmac",
                            "html",
                            "io",
                            "ipaddress",
                            "itertools",
                            "json",
                            "keyword",
                            "logging",
                            "math",
                            "numbers",
                            "operator",
                            "pprint",
                            "queue",
                            "random",
                            "re",
                            "secrets",
                            "statistics",
                            "string",
                            "struct",
                            "sys",
                            "textwrap",
                            "time",
                            "timeit",
                            "types",
                            "typing",
                            "unicodedata",
                            "urllib.parse",
                            "uuid",
                            "warnings",
                            "zlib",
                            "zoneinfo"),
                    64 << 10);

    /// The modules that people's own files import beyond those; all are harmless in a crucible, and
    /// the rules let `os` through for its paths alone.
    static final StaticRules BROUGHT =
            new StaticRules(
                    Set.of(
                            "argparse",
                            "ast",
                            "asyncio",
                            "atexit",
                            "builtins",
                            "codecs",
                            "cProfile",
                            "configparser",
                            "doctest",
                            "errno",
                            "fnmatch",
                            "getpass",
                            "gc",
                            "glob",
                            "gzip",
                            "inspect",
                            "locale",
                            "os",
                            "pathlib",
                            "pickle",
                            "platform",
                            "reprlib",
                            "sched",
                            "shlex",
                            "stringprep",
                            "tempfile",
                            "threading",
                            "token",
                            "tokenize",
                            "traceback",
                            "unittest",
                            "weakref"),
                    64 << 10);

    public StaticRules {
        imports = Collections.unmodifiableSet(new LinkedHashSet<>(imports));
    }

    boolean allows(String module) {
        for (var allowed : imports) {
            if (module.equals(allowed) || module.startsWith(allowed + ".")) {
                return true;
            }
        }
        return false;
    }
}
