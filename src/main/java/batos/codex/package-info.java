/// The identity of the four: the codex in force, proposals to amend it, the Architect's approval,
/// the ledger.
///
/// Approval is a capability. [batos.codex.Codex#open] makes one [batos.codex.Authority]; only the
/// shell's frame gets it, and makes a [batos.codex.Authorization] from it for one typed command
/// line. All others get the [batos.codex.Codex], which can decide nothing.
///
/// Looks like a bug and is not:
///
/// * The ledger lies beside the image, not in it, and decides which codex is in force: an image can
///   be restored, and a restore must not bring an old codex back in secret.
/// * A restored proposal that was approved once still reads `approved`: its number is counted in
///   the ledger, and an approval counts once.
/// * An intent in the ledger holds the whole new codex, about 8 KB: a rollback needs no backup
///   file.
@org.jspecify.annotations.NullMarked
package batos.codex;
