package batos.shell.command;

import batos.shell.session.CommandMaker;
import java.util.List;

/// All commands, in the order in which `--help` lists them.
public final class Commands {
    public static final List<CommandMaker> ALL =
            List.of(
                    new CommandMaker("ask", AskCommand::new),
                    new CommandMaker("resume", ResumeCommand::new),
                    new CommandMaker("eval", EvalCommand::new),
                    new CommandMaker("run", RunCommand::new),
                    new CommandMaker("inspect", InspectCommand::new),
                    new CommandMaker("browse", BrowseCommand::new),
                    new CommandMaker("fileout", FileOutCommand::new),
                    new CommandMaker("filein", FileInCommand::new),
                    new CommandMaker("test", TestCommand::new),
                    new CommandMaker("status", StatusCommand::new),
                    new CommandMaker("fork", ForkCommand::new),
                    new CommandMaker("undo", UndoCommand::new),
                    new CommandMaker("redo", RedoCommand::new),
                    new CommandMaker("vars", VarsCommand::new),
                    new CommandMaker("theme", ThemeCommand::new),
                    new CommandMaker("web", WebCommand::new),
                    new CommandMaker("serve", ServeCommand::new),
                    new CommandMaker("mcp", McpCommand::new),
                    new CommandMaker("acp", AcpCommand::new),
                    new CommandMaker("start", StartCommand::new),
                    new CommandMaker("stop", StopCommand::new),
                    new CommandMaker("restart", RestartCommand::new),
                    new CommandMaker("image", ImageCommand::new),
                    new CommandMaker("tools", ToolsCommand::new),
                    new CommandMaker("memory", MemoryCommand::new),
                    new CommandMaker("codex", CodexCommand::new),
                    new CommandMaker("settings", SettingsCommand::new),
                    new CommandMaker("crucible", CrucibleCommand::new),
                    new CommandMaker("models", ModelsCommand::new),
                    new CommandMaker("tune", TuneCommand::new),
                    new CommandMaker("trainer", TrainerCommand::new),
                    new CommandMaker("correct", CorrectCommand::new),
                    new CommandMaker("council", CouncilCommand::new),
                    new CommandMaker("personas", PersonasCommand::new),
                    new CommandMaker("dissonance", DissonanceCommand::new),
                    new CommandMaker("climb", ClimbCommand::new),
                    new CommandMaker("good", FeedbackCommands.Good::new),
                    new CommandMaker("bad", FeedbackCommands.Bad::new),
                    new CommandMaker("motive", MotiveCommand::new),
                    new CommandMaker("goals", GoalsCommand::new),
                    new CommandMaker("why", WhyCommand::new),
                    new CommandMaker("log", LogCommand::new),
                    new CommandMaker("debug", DebugCommand::new),
                    new CommandMaker("completion", CompletionCommand::new),
                    new CommandMaker("install", InstallCommand::new),
                    new CommandMaker("uninstall", UninstallCommand::new),
                    new CommandMaker("names", NamesCommand::new));

    private Commands() {}
}
