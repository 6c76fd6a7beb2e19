package batos.shell;

/// What stands above and below the list of commands.
final class Help {
    static final String[] HEADER = {
        "BAT OS Series IV: a live image, four personas, and the tools they write for themselves.",
        ""
    };

    static final String[] FOOTER = {
        "",
        "Without a command batos opens a prompt. What a line there means, its first character tells:",
        "  @ how should I clean these addresses?    a turn of the whole council",
        "  @robin what worries you about this?      that persona alone answers",
        "  /image log                               a command; the same as batos image log",
        "  x := 3 + 4                               anything else: an expression of the image",
        "",
        "  Tab completes. Ctrl-C stops what runs and leaves the image as it was before.",
        "  Ctrl-D or /quit leaves; everyone is there again the next time. /help COMMAND tells more.",
        "  Lines can also be piped in:  printf '3 + 4\\n' | batos",
        "",
        "Exit codes: 0 done, 1 failed, 2 usage, 3 image not available, 4 refused by governance,",
        "  5 no model, 6 no crucible, 130 interrupted.",
        "Environment: BATOS_HOME, BATOS_CONFIG, NO_COLOR, JAVA_HOME."
    };

    private Help() {}
}
