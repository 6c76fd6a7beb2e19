/// Files that memories come from and go to: what each format says about who said what when.
@org.jspecify.annotations.NullMarked
package batos.memory.exchange;
