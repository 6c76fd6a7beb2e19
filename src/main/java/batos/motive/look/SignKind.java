package batos.motive.look;

import batos.mind.PersonaId;

/// The kinds of signs that a look can find, and the personas whose mandates they call on: BRICK
/// looks for systemic faults, ROBIN for the small good things and the people, BABS for memories,
/// ALFRED for open decisions.
public enum SignKind {
    NEW_THEME("new theme", PersonaId.ROBIN),
    DISSONANCE("dissonance", PersonaId.ROBIN),
    TROUBLED_THEME("troubled theme", PersonaId.BRICK),
    QUARANTINED_TOOL("quarantined tool", PersonaId.BRICK),
    OPEN_QUESTION("unanswered question", PersonaId.BRICK),
    CONTRADICTION("contradiction", PersonaId.BABS),
    STALE_MEMORY("stale memory", PersonaId.BABS),
    STALE_PROPOSAL("stale proposal", PersonaId.ALFRED);

    private final String words;
    private final PersonaId persona;

    SignKind(String words, PersonaId persona) {
        this.words = words;
        this.persona = persona;
    }

    public String words() {
        return words;
    }

    public PersonaId persona() {
        return persona;
    }
}
