package batos.council.claims;

import java.util.ArrayList;
import java.util.List;

/// The score of [ClaimCheck] on lines whose verdict is known.
///
/// @param lines how many
/// @param falseClaims how many are expected unverified or contradicted
/// @param caught how many of these were marked
/// @param alarms how many others were marked
/// @param trueClaims how many are expected verified
/// @param others how many hold no claim
/// @param wrong the numbers of the lines, from 1, whose verdict is not the expected one
public record ClaimScore(
        int lines,
        int falseClaims,
        int caught,
        int alarms,
        int trueClaims,
        int others,
        List<Integer> wrong) {
    public ClaimScore {
        wrong = List.copyOf(wrong);
    }

    public static ClaimScore of(ClaimCheck check, List<ClaimLine> lines) {
        int falseClaims = 0;
        int caught = 0;
        int alarms = 0;
        int trueClaims = 0;
        var wrong = new ArrayList<Integer>();
        for (var line : lines) {
            var found = check.verdictOf(line.text(), line.receipts());
            if (line.expected().isFalse()) {
                falseClaims++;
                caught += found.isFalse() ? 1 : 0;
            } else {
                alarms += found.isFalse() ? 1 : 0;
                trueClaims += line.expected() == ClaimVerdict.VERIFIED ? 1 : 0;
            }
            if (found != line.expected()) {
                wrong.add(line.number());
            }
        }
        return new ClaimScore(
                lines.size(),
                falseClaims,
                caught,
                alarms,
                trueClaims,
                lines.size() - falseClaims - trueClaims,
                wrong);
    }
}
