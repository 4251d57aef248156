// The spaces of French typography, which the messages leave to the moment they are shown: a no-break space before a colon
// and inside guillemets, a narrow one before a semicolon, a question mark and an exclamation mark. The server's pages do
// the same. Pure.

/** Returns a French message with the spaces that do not break. Messages hold ordinary ones, which people can see and edit. */
export function frenchSpaces(message: string): string {
  return message
    .replaceAll(/ :(?=\s|$)/g, "\u00a0:")
    .replaceAll("« ", "«\u00a0")
    .replaceAll(" »", "\u00a0»")
    .replaceAll(/(?<=[\p{L}\p{N}»)}])([;?!])(?=\s|$|»|\})/gu, "\u202f$1");
}
