package batos.council.claims;

import java.util.ArrayList;
import java.util.List;

/// Reads claims of acts that have a receipt of their own kind out of a clause: tests, amendments,
/// snapshots, tools made, memories, commits.
final class ActClaims {
    private final ClauseView view;

    ActClaims(ClauseView view) {
        this.view = view;
    }

    List<Claim> read() {
        var claims = new ArrayList<Claim>();
        new TestClaims(view).read().ifPresent(claims::add);
        new CodexClaims(view).read().ifPresent(claims::add);
        new SnapshotClaims(view).read().ifPresent(claims::add);
        if (claims.isEmpty()) {
            new RecallClaims(view).read().ifPresent(claims::add);
        }
        if (claims.isEmpty() || claims.getFirst() instanceof Claim.Tested) {
            new ForgeClaims(view)
                    .read()
                    .ifPresent(forged -> {
                        claims.clear();
                        claims.add(forged);
                    });
        }
        if (claims.isEmpty()
                || (claims.getFirst() instanceof Claim.Snapshotted
                        && view.done("save").stream().anyMatch(done -> !done.form().weak()))) {
            new SaveClaims(view)
                    .read()
                    .filter(saved -> !(view.has("noun.snapshot") && !claims.isEmpty()))
                    .ifPresent(claims::add);
        }
        return claims;
    }
}
