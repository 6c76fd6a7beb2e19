package batos.app;

import batos.codex.Codex;
import batos.mind.ForwardingMind;
import batos.mind.Message;
import batos.mind.Mind;
import batos.mind.Prompt;
import batos.mind.Reply;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/// A mind whose tools and words are listened to: where one of them asks for a decision about the
/// codex, the ledger gets a line, once in the life of this mind. The words have no effect either
/// way.
final class ApprovalAuditMind extends ForwardingMind {
    private final Codex codex;
    private final Set<String> heardBefore = new HashSet<>();

    ApprovalAuditMind(Mind mind, Codex codex) {
        super(mind);
        this.codex = codex;
    }

    @Override
    public Reply think(Prompt prompt, Consumer<String> heard) {
        for (var message : prompt.messages()) {
            if (message instanceof Message.ToolGave gave) {
                overhear("tool " + gave.tool(), gave.text());
            }
        }
        var reply = mind.think(prompt, heard);
        if (reply instanceof Reply.Answered answered) {
            overhear(prompt.persona().name(), answered.text());
        }
        return reply;
    }

    private synchronized void overhear(String who, String text) {
        if (heardBefore.add(who + ": " + text)) {
            codex.overhear(who, text);
        }
    }
}
