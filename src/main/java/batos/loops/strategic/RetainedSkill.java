package batos.loops.strategic;

import java.util.List;
import java.util.regex.Pattern;

/// Something that a persona can do and must not forget: a question, and what a right answer holds.
///
/// @param persona whose it is, or `*` for everyone's
/// @param expect a regular expression that is searched for, without case
public record RetainedSkill(String persona, String question, String expect) {
    boolean holds(String answer) {
        return Pattern.compile(expect, Pattern.CASE_INSENSITIVE).matcher(answer).find();
    }

    boolean isOf(String who) {
        return persona.equals("*") || persona.equals(who);
    }

    static boolean near(String question, List<RetainedSkill> skills) {
        return skills.stream()
                .anyMatch(skill -> TextLikeness.of(skill.question(), question) > DatasetSplit.NEAR);
    }
}
