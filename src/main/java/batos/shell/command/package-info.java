/// The commands, one class for each word after `batos` or `/`. A command is made for one desk,
/// writes its progress to the desk's [batos.shell.Out] and answers with one [batos.shell.Answer].
@org.jspecify.annotations.NullMarked
package batos.shell.command;
