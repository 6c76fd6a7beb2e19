/// The claims of an answer, and whether the receipts of its turn bear them out.
@org.jspecify.annotations.NullMarked
package batos.council.claims;
