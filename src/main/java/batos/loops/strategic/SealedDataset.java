package batos.loops.strategic;

import batos.text.Sha256;
import java.time.Instant;
import java.util.List;

/// A version of a persona's dataset that nothing changes any more: what a training was done on.
///
/// @param version from 1, for each persona
/// @param theme that it was made for, or the empty string
/// @param hash SHA-256 over all examples and the part that each is in
public record SealedDataset(
        String persona,
        int version,
        String theme,
        Instant at,
        DatasetSplit split,
        List<String> notes,
        String hash) {
    public SealedDataset {
        notes = List.copyOf(notes);
    }

    static SealedDataset seal(
            String persona,
            int version,
            String theme,
            Instant at,
            DatasetSplit split,
            List<String> notes) {
        return new SealedDataset(persona, version, theme, at, split, notes, hash(split));
    }

    /// For example `BRICK@2`.
    public String name() {
        return persona + "@" + version;
    }

    /// Whether the examples are those that were sealed.
    public boolean intact() {
        return hash.equals(hash(split));
    }

    private static String hash(DatasetSplit split) {
        var text = new StringBuilder();
        split.train().forEach(example -> text.append("train ").append(line(example)));
        split.heldOut().forEach(example -> text.append("held out ").append(line(example)));
        return Sha256.of(text.toString());
    }

    private static String line(GoldenExample example) {
        return Sha256.of(
                        example.question()
                                + "\u0000"
                                + example.answer()
                                + "\u0000"
                                + example.source()
                                + "\u0000"
                                + example.episode())
                + "\n";
    }
}
