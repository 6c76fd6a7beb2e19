package batos.talk;

import java.util.List;

/// A message that was not understood, with what an author of the method needs.
///
/// @param owner the class of the receiver
/// @param receiver its printString
/// @param arguments their printStrings
/// @param code the class as it is; empty for one of the system
/// @param sender the method or line that sent it
public record UnansweredMessage(
        String owner,
        String selector,
        String receiver,
        List<String> arguments,
        String code,
        String sender) {
    public UnansweredMessage {
        arguments = List.copyOf(arguments);
    }
}
