/** Where the message that somebody answers begins, as mail programs in use here write it. */
const QUOTE_BEGINS: readonly RegExp[] = [
  /^\s*on\b.{5,200}\bwrote:\s*$/i,
  /^\s*-{2,}\s*(original message|forwarded message|reply above this line).*$/i,
  /^\s*_{10,}\s*$/,
  /^\s*from:\s.+@.+$/i,
  /^\s*sent from my \w+.*$/i,
  /^\s*get outlook for \w+.*$/i,
  // The mark of a signature: two hyphens and a space, which some programs take away.
  /^--\s?$/,
]

/** Outlook begins a quote with lines like these, one under the other: "From: the school" alone may be a sentence of the family. */
const HEADER_LINE = /^\s*\*?(from|sent|to|subject|date|cc):\*?\s/i

/**
 * What somebody wrote themselves in an answer by e-mail: without the message that they answer, and without a signature. All of it where
 * nothing else is left: better too much than nothing.
 */
export function ownWords(text: string): string {
  const lines = joinedAttribution(text.replaceAll('\r\n', '\n').split('\n'))
  const end = lines.findIndex((line, place) => beginsQuote(line, lines[place + 1] ?? ''))
  const own = (end < 0 ? lines : lines.slice(0, end)).filter((line) => !/^\s*>/.test(line))
  const words = own
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
  return words === '' ? text.trim() : words
}

function beginsQuote(line: string, next: string): boolean {
  return QUOTE_BEGINS.some((pattern) => pattern.test(line)) || (HEADER_LINE.test(line) && HEADER_LINE.test(next))
}

/** "On Mon, 23 Nov 2026 at 08:41, Elmfield Academy" and "<office@…> wrote:" stand on two lines where a program breaks long ones. */
function joinedAttribution(lines: readonly string[]): readonly string[] {
  const found = lines.findIndex(
    (line, place) =>
      /^\s*on\s.*\d/i.test(line) && !/wrote:\s*$/i.test(line) && /wrote:\s*$/i.test(lines[place + 1] ?? ''),
  )
  if (found < 0) return lines
  return [...lines.slice(0, found), `${lines[found]} ${lines[found + 1]}`, ...lines.slice(found + 2)]
}
