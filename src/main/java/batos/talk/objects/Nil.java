package batos.talk.objects;

/// The sole instance of UndefinedObject.
public enum Nil {
    NIL;

    @Override
    public String toString() {
        return "nil";
    }
}
