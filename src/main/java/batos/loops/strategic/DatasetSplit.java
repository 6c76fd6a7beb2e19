package batos.loops.strategic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// The set parted before anything is trained: whole turns, the latest ones held out, and nothing in
/// the training part near the held-out part.
///
/// @param removed examples that are near to held-out ones and belong to neither part
public record DatasetSplit(
        List<GoldenExample> train, List<GoldenExample> heldOut, List<GoldenExample> removed) {
    /// Questions more alike than this would let a model answer by heart, 0 to 1.
    static final double NEAR = 0.6;

    public DatasetSplit {
        train = List.copyOf(train);
        heldOut = List.copyOf(heldOut);
        removed = List.copyOf(removed);
    }

    /// @param golden in order of time
    /// @param share of it that is held out, 0 to 1
    /// @param fewest held out at least
    static DatasetSplit of(List<GoldenExample> golden, double share, int fewest) {
        var turns = new LinkedHashMap<String, List<GoldenExample>>();
        for (var example : golden) {
            var turn = example.episode() == 0 ? example.id() : "turn " + example.episode();
            turns.computeIfAbsent(turn, none -> new ArrayList<>()).add(example);
        }
        var wanted = Math.max(fewest, (int) Math.ceil(share * golden.size()));
        var heldOut = new ArrayList<GoldenExample>();
        var train = new ArrayList<GoldenExample>();
        for (var turn : List.copyOf(turns.values()).reversed()) {
            if (heldOut.size() < wanted) {
                heldOut.addAll(0, turn);
            } else {
                train.addAll(0, turn);
            }
        }
        var removed = train.stream().filter(example -> nearAny(example, heldOut)).toList();
        train.removeAll(removed);
        return new DatasetSplit(train, heldOut, removed);
    }

    static boolean nearAny(GoldenExample example, List<GoldenExample> others) {
        return others.stream()
                .anyMatch(other -> TextLikeness.of(example.question(), other.question()) > NEAR);
    }

    /// Training examples that are near to held-out ones: there must be none.
    List<GoldenExample> leaks() {
        return train.stream().filter(example -> nearAny(example, heldOut)).toList();
    }
}
