package batos.toolbox;

import batos.image.Author;
import java.util.Optional;

/// One test of a tool: arguments, and the expected outcome. The interpreter gets only the
/// arguments; the host compares.
///
/// @param arguments a JSON object as text
/// @param expect a JSON document, or empty when `raises` is set
/// @param raises the name of the exception that is expected, for example `ValueError`
/// @param author who wrote it
/// @param hidden whether it was written without seeing the code, and is never shown to its author
public record Example(
        String arguments,
        Optional<String> expect,
        Optional<String> raises,
        Author author,
        boolean hidden) {
    public Example {
        if (expect.isPresent() == raises.isPresent()) {
            throw new IllegalArgumentException(
                    "a test expects either a result or an exception: " + arguments);
        }
    }

    public static Example of(String arguments, String expect, Author author) {
        return new Example(arguments, Optional.of(expect), Optional.empty(), author, false);
    }

    public static Example raising(String arguments, String error, Author author) {
        return new Example(arguments, Optional.empty(), Optional.of(error), author, false);
    }

    public Example asHidden() {
        return new Example(arguments, expect, raises, author, true);
    }
}
