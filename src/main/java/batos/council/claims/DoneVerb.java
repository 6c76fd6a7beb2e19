package batos.council.claims;

/// A verb that a clause asserts to have happened.
///
/// @param at where it stands
/// @param passive whether the act happened to the subject
record DoneVerb(int at, Verbs.Form form, boolean passive) {
    int end() {
        return at + form.length();
    }
}
