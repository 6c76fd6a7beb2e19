/// Goals as records of the image: their aims, their states, their checks.
@org.jspecify.annotations.NullMarked
package batos.motive.goal;
