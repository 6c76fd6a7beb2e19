/// One strict reader and one writer of JSON documents, bounded in depth and size.
@NullMarked
package batos.json;

import org.jspecify.annotations.NullMarked;
