/// Goals of its own, in idle time, inside a budget, and free when nothing happens.
///
/// A *look* costs no model: it compares the journal's position and a list of signs with those of
/// earlier looks. Only news leads on: personas imagine goals from it, one goal is drawn by learning
/// progress, and one small step is made on a draft of the image, which becomes one commit or leaves
/// no trace.
@org.jspecify.annotations.NullMarked
package batos.motive;
