package batos.talk.run;

/// The sole instance of UndefinedObject.
public enum Nil {
    NIL;

    @Override
    public String toString() {
        return "nil";
    }
}
