/// Who the four are: amendments, approval, ledger.
@org.jspecify.annotations.NullMarked
package batos.codex;
