package batos.image;

/// Where the objects of a state are read from: the heap, the index of names over it, and the codec
/// that turns stored bytes into forms.
record ObjectStore(Heap heap, NameIndex names, ObjectCodec codec) {}
