package batos.toolbox;

import batos.image.Author;
import java.util.List;
import java.util.Optional;

/// A missing capability of the image: the reason to forge.
public sealed interface CapabilityGap {
    /// A tool that is missing, or that failed.
    ///
    /// @param name the tool's name; empty where only the specification is known
    /// @param specification its task, in words
    /// @param arguments argument objects that were tried, as JSON text
    /// @param asker who needs it
    record MissingTool(
            Optional<String> name, String specification, List<String> arguments, Author asker)
            implements CapabilityGap {
        public MissingTool {
            arguments = List.copyOf(arguments);
        }
    }

    /// A method that an object lacks for a message.
    ///
    /// @param owner the class of the receiver
    /// @param receiver its printString
    /// @param arguments their printStrings
    /// @param code the source of the class; empty for a class of the system
    /// @param sender the method or line that sent the message
    record MissingMethod(
            String owner,
            String selector,
            String receiver,
            List<String> arguments,
            String code,
            String sender)
            implements CapabilityGap {
        public MissingMethod {
            arguments = List.copyOf(arguments);
        }
    }
}
