/// The language of the image: parser, syntax tree, evaluator.
@org.jspecify.annotations.NullMarked
package batos.talk;
