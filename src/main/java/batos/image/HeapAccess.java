package batos.image;

/// The means of reading a state's objects: the heap, the index of names over it, the codec that
/// turns stored bytes into forms, and the list of those that could not be read.
record HeapAccess(Heap heap, NameIndex names, ObjectCodec codec, UnreadableObjects unreadable) {}
