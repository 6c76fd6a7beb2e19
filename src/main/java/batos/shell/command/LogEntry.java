package batos.shell.command;

import batos.council.TurnAccount;
import batos.image.Commit;
import batos.image.Deed;
import batos.image.Image;
import batos.image.ImageFault;
import batos.image.Oid;
import batos.image.View;
import batos.loops.Conversation;
import batos.memory.Episode;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// A deed with the turns of the council that it was. A turn that was taken back or forgotten is not
/// there any more.
///
/// @param cutOff whether it is the turn that `resume` goes on with
record LogEntry(Deed deed, List<Told> turns, boolean cutOff) {
    /// @param account empty for a note
    record Told(Episode episode, Optional<TurnAccount> account) {}

    /// The latest entries that hold a text, the newest first.
    ///
    /// @param text in any case; an empty one is held by all
    static List<LogEntry> latest(Image image, Conversation conversation, String text, int limit) {
        var deeds = image.deeds(text.isEmpty() ? limit : Integer.MAX_VALUE);
        if (deeds.isEmpty()) {
            return List.of();
        }
        var council = conversation.council();
        var episodes = episodes(image, deeds.getLast().first());
        var cutOff = council.cutOff().map(Commit::number).orElse(0L);
        var wanted = text.toLowerCase(Locale.ROOT);
        var found = new ArrayList<LogEntry>();
        for (var deed : deeds) {
            if (found.size() >= limit) {
                break;
            }
            var within = episodes.subMap(deed.first(), true, deed.last(), true).values();
            if (holds(deed.line(), wanted) || within.stream().anyMatch(it -> holds(it, wanted))) {
                found.add(
                        new LogEntry(
                                deed,
                                within.stream()
                                        .map(it -> new Told(it, council.account(it.number())))
                                        .toList(),
                                deed.first() <= cutOff && cutOff <= deed.last()));
            }
        }
        return found;
    }

    /// The episodes that the commits from `first` on brought, each by its commit.
    private static NavigableMap<Long, Episode> episodes(Image image, long first) {
        var now = image.now();
        var earlier = before(image, first);
        var touching = new HashMap<Oid, List<Commit>>();
        for (var commit : image.log(Math.toIntExact(now.number() - first + 1)).reversed()) {
            for (var oid : commit.touched()) {
                touching.computeIfAbsent(oid, _ -> new ArrayList<>()).add(commit);
            }
        }
        var episodes = new TreeMap<Long, Episode>();
        touching.forEach((oid, commits) ->
                episode(now, oid)
                        .filter(episode ->
                                earlier.flatMap(view -> episode(view, oid))
                                        .filter(other -> other.at().equals(episode.at()))
                                        .isEmpty())
                        .ifPresent(episode -> episodes.put(birth(episode, commits), episode)));
        return episodes;
    }

    private static Optional<Episode> episode(View view, Oid oid) {
        return view.readable(oid)
                .filter(form -> form.kind().equals(Episode.KIND))
                .map(Episode::read);
    }

    /// The commit that brought an episode. After an undo the next episode has the number, and so
    /// the object, of the one that was taken back: commits from before its time belong to that one.
    ///
    /// @param touching the commits that wrote its object, the oldest first
    private static long birth(Episode episode, List<Commit> touching) {
        var at = episode.at().truncatedTo(ChronoUnit.MILLIS);
        return touching.stream()
                .filter(commit -> !commit.at().truncatedTo(ChronoUnit.MILLIS).isBefore(at))
                .findFirst()
                .orElse(touching.getFirst())
                .number();
    }

    /// The state before a commit; empty where the journal is damaged between it and the present.
    private static Optional<View> before(Image image, long commit) {
        try {
            return Optional.of(image.at(commit - 1));
        } catch (ImageFault e) {
            return Optional.empty();
        }
    }

    private static boolean holds(Episode episode, String wanted) {
        return holds(episode.asked(), wanted) || holds(episode.answered(), wanted);
    }

    private static boolean holds(String text, String wanted) {
        return text.toLowerCase(Locale.ROOT).contains(wanted);
    }

    /// For JSON.
    Map<String, Object> document() {
        var document = new LinkedHashMap<String, Object>();
        document.put("at", deed.at());
        document.put("author", deed.author());
        document.put("line", deed.line());
        document.put("number", deed.number());
        document.put("first", deed.first());
        document.put("last", deed.last());
        document.put("touched", deed.touched());
        if (cutOff) {
            document.put("cut_off", true);
        }
        if (!turns.isEmpty()) {
            document.put("turns", turns.stream().map(LogEntry::document).toList());
        }
        return document;
    }

    private static Map<String, Object> document(Told told) {
        var document = new LinkedHashMap<String, Object>();
        var episode = told.episode();
        document.put("turn", episode.number());
        document.put("sort", episode.sort());
        document.put("asked", episode.asked());
        told.account()
                .ifPresent(account -> {
                    document.put("thesis", account.thesis());
                    document.put("antithesis", account.antithesis());
                    document.put("answer", episode.answered());
                    document.put("dissonance", episode.dissonance());
                    document.put("tools", account.uses());
                    document.put("mind", account.mind());
                    document.put("attachments", account.attachments());
                    if (account.continues() != 0) {
                        document.put("continues", account.continues());
                    }
                });
        return document;
    }

    /// A heading, then who said what.
    String markdown() {
        var at = deed.at().truncatedTo(ChronoUnit.SECONDS);
        var heading = "## %d · %s · %s\n\n".formatted(deed.number(), at, deed.author());
        if (turns.isEmpty()) {
            return heading + fenced(deed.line());
        }
        var parts = new ArrayList<String>();
        for (var told : turns) {
            var episode = told.episode();
            parts.add("**Architect** (turn %d): %s".formatted(episode.number(), episode.asked()));
            told.account().ifPresent(account -> said(parts, episode, account));
        }
        return heading + String.join("\n\n", parts);
    }

    private static void said(List<String> parts, Episode episode, TurnAccount account) {
        account.attachments().forEach(each -> parts.add("attached: " + each));
        spoken(parts, "BRICK", account.thesis());
        account.uses().forEach(use -> parts.add("tool:\n\n" + fenced(use)));
        spoken(parts, "ROBIN", account.antithesis());
        parts.add(String.format(Locale.ROOT, "dissonance %.2f", episode.dissonance()));
        spoken(parts, "Answer", episode.answered());
    }

    private static void spoken(List<String> parts, String who, String text) {
        if (!text.isBlank()) {
            parts.add("**" + who + "**: " + text);
        }
    }

    /// In a fence that is longer than any within the text.
    private static String fenced(String text) {
        var fence = "```";
        while (text.contains(fence)) {
            fence += "`";
        }
        return fence + "\n" + text + "\n" + fence;
    }
}
