/** Letters and digits only, in lower case: "Date of birth", "date_of_birth" and "DateOfBirth" are one. */
export function plainName(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
}

/** How many letters must change to turn one word into the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= other.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1)
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 0
}

const LONGEST_NAME = 60

/** The candidate most like a name, if one is like it at all: a slip or two apart, or one holding the other. */
export function nearMatch(name: string, candidates: readonly string[]): string | undefined {
  const plain = plainName(name).slice(0, LONGEST_NAME)
  if (plain.length < 3) return undefined
  const near = candidates
    .map((candidate) => {
      const other = plainName(candidate).slice(0, LONGEST_NAME)
      const holds = other.length >= 3 && (other.includes(plain) || plain.includes(other))
      return { candidate, apart: holds ? 1 : distance(plain, other), most: Math.max(1, Math.floor(other.length / 3)) }
    })
    .filter(({ apart, most }) => apart <= most)
    .sort((a, b) => a.apart - b.apart)
  return near[0]?.candidate
}
