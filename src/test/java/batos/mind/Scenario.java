package batos.mind;

/// What may happen to a call; every adapter meets all of them.
enum Scenario {
    TEXT,
    ONE_TOOL,
    TWO_TOOLS,
    VERDICT,
    SILENT_BEFORE_THE_FIRST_TOKEN,
    SILENT_AFTER_THE_FIRST_TOKEN,
    ERROR_IN_MID_STREAM,
    END_WITHOUT_DONE,
    MALFORMED_LINE,
    DECLINED,
    NOBODY_LISTENS,
    RESET,
    UNKNOWN_MODEL,
    OVERFLOW,
    UNICODE,
    WEB_PAGE,
    FLOOD,
    ARGUMENTS_MENDED,
    ARGUMENTS_BROKEN
}
