/// Which goal comes next: competence per region, learning progress, and the draw.
@org.jspecify.annotations.NullMarked
package batos.motive.choice;
