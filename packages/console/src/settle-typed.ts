import type { Host } from "@sallyport/host";

/**
 * Has the kernel process what was typed on the other side of a terminal, unless a line waits there that nobody has read.
 * It does so by and by otherwise, and a key that means a signal drops what the terminal's processes have written by then:
 * the answer to that signal, when somebody else than the kernel sends it. Asking whether there is something to read
 * processes it at once (n_tty_poll in drivers/tty/n_tty.c).
 */
export function settleTyped(host: Host, replica: number): void {
  host.descriptors.wait(replica, "readable").cancel();
}
