/// The means by which a room above gives the language objects of its own: live proxies and the
/// natives that answer their messages.
@org.jspecify.annotations.NullMarked
package batos.talk.bind;
