/// Ranking of turns, without an image or a model: terms, BM25, fusion of scores, evaluation.
///
/// Measured on the development half of LoCoMo: light stemming adds 3 points of recall@10 to BM25,
/// k1 0.9 with b 0.4 adds one more over 1.2 with 0.75 (turns are short, and long ones are no
/// worse).
@org.jspecify.annotations.NullMarked
package batos.memory.search;
