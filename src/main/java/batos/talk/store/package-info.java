/// The universe in the image: what is written at a commit, and how it comes back.
///
/// Kinds: `var` (a workspace variable), `class`, `method` (source, under `Foo>>bar`), all three
/// named, and `object`, anonymous. Literals, numbers, symbols and live objects stand in the slots
/// themselves; every other object is one of its own, so that what is shared stays shared.
@org.jspecify.annotations.NullMarked
package batos.talk.store;
