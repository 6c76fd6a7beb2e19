package batos.codex;

import batos.codex.LedgerLine.Deed;
import batos.config.Pause;
import batos.image.Author;
import batos.image.ImageFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Notices what nobody announced: that the image came back with another codex than the one in
/// force, and that codex.toml drifted. Each is entered once and kept until the shell asks.
///
/// All methods may be called from any thread.
final class CodexMonitor {
    private static final int SETTLE_MS = 120;
    private static final int MOST_SETTLINGS = 10;

    private final CodexState standing;
    private final List<CodexEvent> untold = new ArrayList<>();
    private Drift lastDrift = new Drift.None();

    CodexMonitor(CodexState standing) {
        this.standing = standing;
    }

    /// Keeps an event that opening found.
    void keep(CodexEvent news) {
        synchronized (standing) {
            untold.add(news);
        }
    }

    /// The kept events, which stay for [#attend()].
    List<CodexEvent> untold() {
        synchronized (standing) {
            return List.copyOf(untold);
        }
    }

    /// The events since the last call.
    List<CodexEvent> attend() {
        look();
        synchronized (standing) {
            var news = List.copyOf(untold);
            untold.clear();
            return news;
        }
    }

    /// Enters new events and tells the listeners.
    void look() {
        var news = new ArrayList<CodexEvent>();
        var settled = settled();
        synchronized (standing) {
            try {
                lived().ifPresent(news::add);
                drifted(settled, news);
                standing.witness();
            } catch (ImageFault e) {
                // an image that is read only takes note of nothing; its own trouble is reported
                // elsewhere
            } catch (LedgerFault e) {
                news.add(new CodexEvent.Recovered(String.valueOf(e.getMessage())));
            }
            untold.addAll(news);
        }
        news.forEach(standing::tell);
    }

    private Optional<CodexEvent> lived() {
        var form = standing.imaged();
        var now = standing.inForce();
        if (standing.ledger.broken().isPresent()
                || (form.isPresent() && form.get().text("hash").equals(now.hash()))) {
            return Optional.empty();
        }
        var then = form.map(f -> f.text("hash")).orElse("");
        var number =
                standing.history().stream()
                        .filter(amendment -> amendment.to().equals(then))
                        .mapToInt(Amendment::number)
                        .max()
                        .orElse(-1);
        standing.ledger.append(
                Deed.RESTORED,
                Author.Part.SYSTEM,
                "the image came back with another codex; the one in force stays",
                Map.of("image", then, "amendment", String.valueOf(number), "kept", now.hash()));
        standing.reimage("the codex in force stays");
        return Optional.of(new CodexEvent.LivedUnderAnother(number, then));
    }

    /// The drift as it stands once whoever writes codex.toml in place is done: an editor that does
    /// leaves an empty or half a file for a moment, and the ledger forgets nothing.
    private Drift settled() {
        var drift = drift();
        for (int i = 0; i < MOST_SETTLINGS && isNew(drift); i++) {
            if (!Pause.of(SETTLE_MS)) {
                return drift;
            }
            var again = drift();
            if (again.isSameAs(drift)) {
                return again;
            }
            drift = again;
        }
        return drift;
    }

    private Drift drift() {
        synchronized (standing) {
            return standing.drift();
        }
    }

    private boolean isNew(Drift drift) {
        synchronized (standing) {
            return !(drift instanceof Drift.None || drift.isSameAs(lastDrift) || entered(drift));
        }
    }

    /// @param settled the content that stood there long enough; the next look takes later changes
    /// @throws LedgerFault when it cannot be entered; it is among the news all the same
    private void drifted(Drift settled, List<CodexEvent> news) {
        var drift = standing.drift();
        if (drift.isSameAs(lastDrift)) {
            return;
        }
        if (drift instanceof Drift.None) {
            lastDrift = drift;
            return;
        }
        if (!drift.isSameAs(settled)) {
            return;
        }
        lastDrift = drift;
        news.add(new CodexEvent.Drifted(drift));
        if (!entered(drift)) {
            standing.ledger.append(
                    Deed.DRIFT,
                    Author.Part.FILE,
                    drift.line(),
                    Map.of("kept", standing.inForce().hash(), "found", drift.found()));
        }
    }

    /// Whether this very drift is the last that the ledger knows, from an earlier session.
    private boolean entered(Drift drift) {
        for (var line : standing.ledger.lines().reversed()) {
            switch (line.deed()) {
                case DRIFT -> {
                    return line.fact("found").equals(drift.found());
                }
                case ADOPTED, APPLIED, PUT_BACK, RENEWED -> {
                    return false;
                }
                case DRAFTED,
                        PROPOSED,
                        INTENT,
                        ABANDONED,
                        REJECTED,
                        WITHDRAWN,
                        SUPERSEDED,
                        REFUSED,
                        RESTORED,
                        SETTINGS,
                        MODELS -> {
                    // these say nothing of the file
                }
            }
        }
        return false;
    }
}
