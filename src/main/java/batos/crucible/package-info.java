/// Where untrusted code may fail: the gVisor container and the polyglot worker.
@org.jspecify.annotations.NullMarked
package batos.crucible;
