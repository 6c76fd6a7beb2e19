package batos.codex;

import batos.config.CodexFile;
import batos.config.ConfigFolder;
import batos.image.ImageLimits;
import batos.image.LivingImage;
import batos.nerve.Pulses;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/// A process that amends the codex again and again until somebody kills it. It prints `state FILE
/// INFORCE IMAGE AMENDMENTS DAMAGE OUTCOME` once it has opened the home, then `trying HASH` before
/// and `amended HASH` after each approval.
final class AmendingChild {
    private AmendingChild() {}

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    public static void main(String[] args) throws Exception {
        var dir = Path.of(args[0]);
        var clock = InstantSource.system();
        var folder = ConfigFolder.open(dir.resolve("config"));
        var home = dir.resolve("home");
        var image = LivingImage.open(home, ImageLimits.standard(), clock, new Pulses(clock));
        var opened = Codex.open(home, image, folder, clock);
        var codex = opened.codex();
        var imaged = image.now().get(Standing.KIND, Standing.NAME).orElseThrow().text("hash");
        var file =
                new CodexFile(dir.resolve("config/codex.toml")).look()
                                instanceof CodexFile.Found.Text(_, var hash)
                        ? hash
                        : "none";
        var outcome =
                codex.beginning().stream()
                        .map(CodexNews::line)
                        .map(line ->
                                line.contains("it is applied")
                                        ? "finished"
                                        : line.contains("nothing was changed") ? "abandoned" : line)
                        .findFirst()
                        .orElse("clean");
        say(
                String.join(
                        " ",
                        "state",
                        file,
                        codex.inForce().hash(),
                        imaged,
                        String.valueOf(codex.history().size() - 1),
                        String.valueOf(codex.verify().size()),
                        outcome.replace(' ', '_')));
        for (int i = codex.history().size(); ; i++) {
            var text = "Speaks in its own words, round " + i + ", " + System.nanoTime() + ".";
            var made =
                    codex.propose(
                            Proposal.Draft.of("ALFRED", "personas.ROBIN.voice", text, "torture"));
            var proposal = ((Decision.Settled) made).proposal();
            var key = CodexValues.key("personas.ROBIN.voice").orElseThrow();
            var next =
                    CodexValues.write(folder.codexFile().path(), codex.inForce().text(), key, text);
            say("trying " + CodexFile.hash(next));
            var decision =
                    opened.governance()
                            .approve(
                                    opened.seal()
                                            .typed(
                                                    "codex approve",
                                                    Presence.ONE_SHOT,
                                                    image.now().number()),
                                    proposal.number(),
                                    Optional.of(proposal.hash()));
            if (!(decision instanceof Decision.Amended(var amendment, _))) {
                say("refused " + decision);
                return;
            }
            say("amended " + amendment.to());
        }
    }
}
