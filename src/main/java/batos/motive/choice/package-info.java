/// The choice of the next goal: competence per region, learning progress, and the draw.
@org.jspecify.annotations.NullMarked
package batos.motive.choice;
