package batos.mind;

/// The rehearsal sits the same exam, by a script.
class RehearsalMindContractTest extends MindContractTest {
    @Override
    Mind examined(Scenario scenario, boolean interrupted) {
        return new RehearsalMind(
                Scripts.of(script(scenario)), limits(scenario, interrupted).idle());
    }

    private static String script(Scenario scenario) {
        return switch (scenario) {
            case TEXT -> "[[rule]]\nreply = 'hello there'";
            case ONE_TOOL ->
                    "[[rule]]\ntool = 'slug'\ncalls = [{tool='${tool}', arguments={text='Hello World'}}]";
            case TWO_TOOLS ->
                    "[[rule]]\ncalls = [{tool='slugify', arguments={text='a'}}, {tool='count_vowels', arguments={text='b'}}]";
            case VERDICT -> "[[rule]]\nschema = true\njson = {dissonance=0.25, why='ünïcode 🦇'}";
            case UNICODE -> "[[rule]]\nreply = '" + MindContractTest.UNICODE + "'";
            case SILENT_BEFORE_THE_FIRST_TOKEN -> "[[rule]]\nhang = true";
            case SILENT_AFTER_THE_FIRST_TOKEN -> "[[rule]]\nreply = 'hel'\nhang = true";
            case ERROR_IN_MID_STREAM, END_WITHOUT_DONE, MALFORMED_LINE, RESET, WEB_PAGE ->
                    "[[rule]]\nreply = 'hel'\nfail = 'broken on purpose'\nfault = 'garbled'\nretry = true";
            case DECLINED -> "[[rule]]\nrefuse = 'I cannot help with that.'";
            case NOBODY_LISTENS ->
                    "[[rule]]\nfail = 'away on purpose. Next: wait'\nfault = 'away'\nretry = true";
            case UNKNOWN_MODEL -> "[[rule]]\nfail = 'no model bat:1b'\nfault = 'unknown_model'";
            case OVERFLOW -> "[[rule]]\nreply = 'never said'";
            case FLOOD -> "[[rule]]\nfail = 'too much'\nfault = 'too_long'";
            case ARGUMENTS_MENDED ->
                    "[[rule]]\nlast = 'That call could not be made'\ncalls = [{tool='slugify', arguments={text='mended'}}]\n"
                            + "[[rule]]\nfail = 'slugify was called with words'\nfault = 'arguments'";
            case ARGUMENTS_BROKEN ->
                    "[[rule]]\nfail = 'slugify was called with words'\nfault = 'arguments'";
        };
    }
}
