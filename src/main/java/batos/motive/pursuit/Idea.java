package batos.motive.pursuit;

import batos.motive.goal.GoalKind;
import batos.motive.look.Sign;

/// A goal as a persona words it, before it is compared with those there are.
///
/// @param mandate its number among the persona's mandates, from 1
/// @param name of the tool, for a tool
/// @param recall the question for which a thought should come to mind
/// @param tokens the tokens it may cost
public record Idea(
        String persona,
        Sign sign,
        int mandate,
        GoalKind kind,
        String what,
        String name,
        String recall,
        long tokens) {}
