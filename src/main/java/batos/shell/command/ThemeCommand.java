package batos.shell.command;

import batos.app.ExitCode;
import batos.codex.LedgerFault;
import batos.config.ConfigFault;
import batos.config.SettingsOrigin;
import batos.persona.Persona;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.terminal.ColourTheme;
import batos.shell.terminal.Style;
import batos.text.FileErrors;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `theme [light|dark|none]`: the colours of the terminal.
@Command(
        name = "theme",
        description = "The colours of the terminal: dark or light, as its background is, or none.")
final class ThemeCommand implements Callable<CommandResult> {
    private static final String KEY = "display.theme";

    private final CommandContext context;

    @Parameters(
            arity = "0..1",
            paramLabel = "dark|light|none",
            completionCandidates = Candidates.Themes.class)
    private @Nullable String wanted;

    ThemeCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public CommandResult call() {
        var config = context.house().config();
        if (wanted != null && !new Candidates.Themes().contains(wanted)) {
            return CommandResult.failed(
                    ExitCode.USAGE, "there is no theme " + wanted + ". Next: /theme light");
        }
        try {
            if (wanted != null) {
                config.set(SettingsOrigin.ARCHITECT, KEY, wanted);
            }
        } catch (ConfigFault e) {
            return CommandResult.failed(ExitCode.USAGE, String.valueOf(e.getMessage()));
        } catch (LedgerFault e) {
            return CommandResult.failed(ExitCode.REFUSED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return CommandResult.failed("settings.toml cannot be written: " + FileErrors.reason(e));
        }
        var theme = ColourTheme.of(config.settings().display().theme());
        for (var persona : Persona.NAMES) {
            context.out().say(Style.of(persona), persona);
        }
        context.out().say(Style.GOOD, "what was added");
        context.out().say(Style.BAD, "what went wrong");
        context.out().say(Style.FAINT, "what goes on beside");
        return CommandResult.done(
                "the theme is " + theme.word(),
                Map.of("theme", theme.word(), "themes", List.of("dark", "light", "none")));
    }
}
