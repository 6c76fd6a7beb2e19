/// The workbench: the image in a browser on this machine, rendered here, live by the nerve's
/// pulses.
///
/// - Only the owner's user gets in: a link that works once, then a cookie. Every request is checked
///   for its Host (a foreign name that resolves here is refused), its Origin and its site.
/// - Nothing is written into a page but through [Html], which escapes; the policy for scripts
///   allows files of this server and nothing inline.
/// - Governance is not offered: the page shows the line to type at a terminal.
@org.jspecify.annotations.NullMarked
package batos.web;
