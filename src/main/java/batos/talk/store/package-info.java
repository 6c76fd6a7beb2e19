/// The universe in the image: writing it at a commit, and reading it back.
///
/// Kinds: `var` (a workspace variable), `class`, `method` (source, under `Foo>>bar`), all three
/// named, and `object`, anonymous. Literals, numbers, symbols and live objects stand in the slots
/// themselves; every other object is one of its own, so that shared ones stay shared.
@org.jspecify.annotations.NullMarked
package batos.talk.store;
