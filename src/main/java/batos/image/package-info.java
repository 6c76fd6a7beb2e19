/// The Living Image: objects, commits, journal, snapshots, undo.
///
/// The journal is the truth; the heap, one Chronicle Map, can always be made again from it. What
/// looks like a bug and is not:
///
/// - Commits do not touch the heap file. They wait in a table in memory until a *fold* brings them
///   in. A process killed between two folds leaves a file at rest, which opens at once; Chronicle's
///   recovery scan (1.3 s for a million entries) is needed only after a kill within a fold.
/// - Opening resets the locks of the heap file's segments by hand: a reader that was killed leaves
///   its read lock behind in the file (98 of 120 files after kill -9), and the lock of the image
///   already says that nobody else is there.
/// - A new heap file is read and written once, block by block. Writing to a hole of a mapped file
///   on a full disk stops the process; now it is an exception while the file is made.
/// - A heap file is made longer, and counts as full, *before* the map itself would notice: the map
///   notices only while it moves an entry, and by then has freed the old place. 765 of 2,000 filled
///   files had lost or doubled entries; a disk that was full at that moment did the same.
/// - Folds run on one thread that nobody interrupts: an interrupt closes the map's channel while it
///   takes a new tier. Any stop of a fold between two entries, except for a full disk, ends the
///   commits: the next opening rebuilds the heap from the journal.
/// - Content is hashed from an object's bytes, sorted in place. Decoding, sorting and encoding
///   again took seven tenths of the time that a commit keeps the processor.
/// - Cells are copied with `getUsing(null)` when a heap file is copied: `get()` lends one array for
///   several entries of equal length, and a copy made with it holds one content under many keys.
/// - Files are written with [java.io.RandomAccessFile], not with a channel: a channel closes itself
///   when its thread is interrupted, and Ctrl-C interrupts the thread that commits.
/// - Segments are filled with zeros ahead, 256 KB at a time: a forced write into space that the
///   file already has need not force the file's length with it.
/// - A record that does not match its checksum is tried with one bit flipped back. It counts only
///   if its changes then lead to the root that it names: 256 bits say that it is the one that was
///   written.
/// - Words about the owner stand in a file beside the locked one: a POSIX lock is lost as soon as
///   its process closes any descriptor of the locked file, even one that only read it.
/// - An anonymous object is never collected within ten minutes of its last change: it may be put in
///   one commit and referred to in the next.
@org.jspecify.annotations.NullMarked
package batos.image;
