/// What an answer claims, and whether the receipts of its turn bear it out.
@org.jspecify.annotations.NullMarked
package batos.council.claims;
