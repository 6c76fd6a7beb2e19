package batos.council.claims;

import batos.council.claims.Clause.Subject;
import java.util.List;

/// Holds `the address is valid`, `it was rejected` against a tool that answered yes or no.
final class YesNo {
    private YesNo() {}

    static ClaimVerdict check(ClauseView view, List<TurnReceipt.Tool> went) {
        if (went.size() != 1 || !went.getFirst().result().isBoolean()) {
            return ClaimVerdict.NO_CLAIM;
        }
        var yes = view.has("yes");
        var no = view.has("no") && !(view.clause.subject() == Subject.TOOL && view.has("fail"));
        if (yes == no || view.endsInReport()) {
            return ClaimVerdict.NO_CLAIM;
        }
        var denied = view.denied("not", "never");
        return went.getFirst().result().asBoolean() == (yes != denied)
                ? ClaimVerdict.VERIFIED
                : ClaimVerdict.CONTRADICTED;
    }
}
