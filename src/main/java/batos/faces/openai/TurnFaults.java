package batos.faces.openai;

import batos.app.CommandFailure;
import batos.council.Outcome;

/// A turn that failed, as the OpenAI API says it.
final class TurnFaults {
    private TurnFaults() {}

    private static final String AS_BEFORE = ". The image is as it was before the turn";

    static ApiFault of(Outcome.Unresolved stuck) {
        var why = stuck.persona() + " could not go on: " + stuck.why() + AS_BEFORE;
        return switch (stuck.fault()) {
            case AWAY, SILENT, UNKNOWN_MODEL -> ApiFault.unavailable("model_unavailable", why);
            case TRUNCATED -> ApiFault.tooLong(why);
            case BUDGET -> ApiFault.spent(why);
            case GARBLED, ARGUMENTS, TOO_LONG, UNREHEARSED, OTHER ->
                    ApiFault.failed("turn_failed", why, null);
        };
    }

    static ApiFault of(Outcome.NoCrucible missing) {
        return ApiFault.unavailable(
                "crucible_unavailable",
                "a tool is needed and the crucible cannot run it: "
                        + missing.why()
                        + AS_BEFORE
                        + ". Next: batos crucible check");
    }

    static ApiFault interrupted() {
        return ApiFault.unavailable("interrupted", "the turn was stopped" + AS_BEFORE);
    }

    static ApiFault of(CommandFailure failure) {
        var why = String.valueOf(failure.getMessage());
        return switch (failure.exit()) {
            case USAGE -> ApiFault.invalid(null, why);
            case NO_MODEL -> ApiFault.unavailable("model_unavailable", why);
            case NO_CRUCIBLE -> ApiFault.unavailable("crucible_unavailable", why);
            case NO_IMAGE -> ApiFault.unavailable("image_unavailable", why);
            case INTERRUPTED -> interrupted();
            case REFUSED -> ApiFault.refused(why);
            case DONE, FAILED -> ApiFault.failed("turn_failed", why, failure);
        };
    }
}
