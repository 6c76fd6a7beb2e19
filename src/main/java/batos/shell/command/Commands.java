package batos.shell.command;

import batos.shell.session.CommandContext;
import java.util.List;
import java.util.function.Function;

/// All commands, in the order in which `--help` lists them.
public final class Commands {
    public static final List<Function<CommandContext, Object>> ALL =
            List.of(
                    AskCommand::new,
                    ResumeCommand::new,
                    EvalCommand::new,
                    RunCommand::new,
                    InspectCommand::new,
                    BrowseCommand::new,
                    FileOutCommand::new,
                    FileInCommand::new,
                    TestCommand::new,
                    StatusCommand::new,
                    ForkCommand::new,
                    UndoCommand::new,
                    RedoCommand::new,
                    VarsCommand::new,
                    ThemeCommand::new,
                    WebCommand::new,
                    ServeCommand::new,
                    McpCommand::new,
                    AcpCommand::new,
                    StartCommand::new,
                    StopCommand::new,
                    RestartCommand::new,
                    ImageCommand::new,
                    ToolsCommand::new,
                    MemoryCommand::new,
                    CodexCommand::new,
                    SettingsCommand::new,
                    CrucibleCommand::new,
                    ModelsCommand::new,
                    TuneCommand::new,
                    TrainerCommand::new,
                    CorrectCommand::new,
                    CouncilCommand::new,
                    PersonasCommand::new,
                    DissonanceCommand::new,
                    ClimbCommand::new,
                    FeedbackCommands.Good::new,
                    FeedbackCommands.Bad::new,
                    MotiveCommand::new,
                    GoalsCommand::new,
                    WhyCommand::new,
                    LogCommand::new,
                    DebugCommand::new,
                    CompletionCommand::new,
                    InstallCommand::new,
                    UninstallCommand::new,
                    NamesCommand::new);

    private Commands() {}
}
