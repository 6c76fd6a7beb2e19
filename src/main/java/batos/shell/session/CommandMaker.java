package batos.shell.session;

import java.util.function.Function;

/// Makes one picocli command object for a context.
///
/// @param name as the command's annotation has it: to read all annotations takes longer than the
///   rest of a short command
public record CommandMaker(String name, Function<CommandContext, Object> maker) {
    Object make(CommandContext context) {
        return maker.apply(context);
    }
}
