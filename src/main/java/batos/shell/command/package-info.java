/// The commands, one class for each word after `batos` or `/`. A command is made for one context,
/// writes its progress to the context's [batos.shell.terminal.Printer] and answers with one
/// [batos.shell.session.CommandResult].
@org.jspecify.annotations.NullMarked
package batos.shell.command;
