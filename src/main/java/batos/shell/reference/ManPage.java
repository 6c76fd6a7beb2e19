package batos.shell.reference;

import batos.app.ExitCode;
import java.util.List;
import java.util.Locale;

/// The page batos(1), in roff's man macros.
public final class ManPage {
    private ManPage() {}

    /// @param version as `batos --version` says it, for the foot of the page
    /// @param topics the guide's topics, each with its line
    public static String of(CommandTree root, String version, List<String> topics) {
        var page = new StringBuilder();
        page.append(".TH BATOS 1 \"\" ").append(quoted(version)).append(" \"User Commands\"\n");
        section(page, "NAME");
        page.append(
                "batos \\- a live image, four personas, and the tools they write for themselves\n");
        section(page, "SYNOPSIS");
        page.append(".B batos\n[\\fIOPTIONS\\fR] [\\fICOMMAND\\fR ...]\n");
        section(page, "DESCRIPTION");
        paragraph(
                page,
                "Without a command batos opens a prompt. The first character of a line tells what"
                        + " it is: @ asks the council, @robin one persona alone, / is a command (the"
                        + " same words as here), anything else is an expression of the image's"
                        + " language.");
        paragraph(
                page,
                "Where another process owns the image (batos start, or a prompt), a command is"
                        + " carried out there.");
        section(page, "OPTIONS");
        root.options().forEach(option -> choice(page, option));
        section(page, "COMMANDS");
        root.commands().stream().flatMap(CommandTree::all).forEach(node -> command(page, node));
        section(page, "GUIDE");
        paragraph(page, "batos help TOPIC shows a page of the guide:");
        for (var topic : topics) {
            var parts = topic.split("\\s+", 2);
            item(page, bold(parts[0]), parts.length > 1 ? parts[1] : "");
        }
        section(page, "EXIT STATUS");
        for (var code : ExitCode.values()) {
            item(
                    page,
                    bold(Integer.toString(code.code())),
                    code.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        section(page, "ENVIRONMENT");
        item(page, bold("BATOS_HOME"), "the image's folder");
        item(page, bold("BATOS_CONFIG"), "the folder of codex.toml and settings.toml");
        item(
                page,
                bold("XDG_DATA_HOME") + ", " + bold("XDG_CONFIG_HOME"),
                "where an installed batos keeps its image and its settings, each in a folder"
                        + " batos");
        item(page, bold("NO_COLOR"), "no colours where it is not empty");
        item(page, bold("JAVA_HOME"), "the JDK, where batos runs from its checkout");
        section(page, "SEE ALSO");
        paragraph(page, "batos help, batos help scripts, batos COMMAND --help");
        return page.toString();
    }

    private static void command(StringBuilder page, CommandTree node) {
        page.append(".SS ").append(quoted(synopsis(node))).append('\n');
        paragraph(page, node.description());
        for (var parameter : node.parameters()) {
            if (!parameter.description().isEmpty()) {
                item(page, "\\fI" + escaped(parameter.label()) + "\\fR", parameter.description());
            }
        }
        node.options().forEach(option -> choice(page, option));
    }

    private static String synopsis(CommandTree node) {
        var words = new StringBuilder(String.join(" ", node.path()));
        if (!node.options().isEmpty()) {
            words.append(" [OPTIONS]");
        }
        for (var parameter : node.parameters()) {
            var label = parameter.label() + (parameter.many() ? " ..." : "");
            words.append(' ').append(parameter.optional() ? "[" + label + "]" : label);
        }
        return words.append(node.commands().isEmpty() ? "" : " COMMAND").toString();
    }

    private static void choice(StringBuilder page, CommandTree.Choice option) {
        var names = String.join(", ", option.names().stream().map(ManPage::bold).toList());
        var label = option.takesValue() ? " \\fI" + escaped(option.label()) + "\\fR" : "";
        item(page, names + label, option.description());
    }

    private static void section(StringBuilder page, String name) {
        page.append(".SH ").append(quoted(name)).append('\n');
    }

    private static void paragraph(StringBuilder page, String text) {
        if (!text.isEmpty()) {
            page.append(".PP\n").append(escaped(text)).append('\n');
        }
    }

    /// @param tag in roff already
    private static void item(StringBuilder page, String tag, String text) {
        page.append(".TP\n").append(tag).append('\n').append(escaped(text)).append('\n');
    }

    private static String bold(String text) {
        return "\\fB" + escaped(text) + "\\fR";
    }

    private static String quoted(String text) {
        return "\"" + escaped(text).replace("\"", "\\(dq") + "\"";
    }

    /// Text as it is: a backslash, a hyphen and a line that would begin with a control character
    /// mean nothing to roff.
    private static String escaped(String text) {
        var plain =
                text.replace("\\", "\\e")
                        .replace("…", "...")
                        .replace("-", "\\-")
                        .replace("'", "\\(aq")
                        .replace("^", "\\(ha")
                        .replace("~", "\\(ti")
                        .replace("`", "\\(ga");
        var ascii = new StringBuilder();
        plain.codePoints()
                .forEach(point -> {
                    if (point < 128) {
                        ascii.appendCodePoint(point);
                    } else {
                        ascii.append("\\[u%04X]".formatted(point));
                    }
                });
        return ascii.isEmpty() ? "\\&" : ascii.charAt(0) == '.' ? "\\&" + ascii : ascii.toString();
    }
}
