// Letters that have no accent to take off, and what an English keyboard types for them.
const SPELT: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
  ħ: 'h',
}

/** A name as somebody in a hurry types it: lower case, no accents, no apostrophes, one space between words. */
export function foldName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøđðþłıħ]/g, (letter) => SPELT[letter] ?? letter)
    .replace(/['’ʼ`.]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

export interface Names {
  readonly legalForenames: string
  readonly legalSurname: string
  readonly preferredForename: string
  readonly preferredSurname: string
}

/** Orders a list of pupils by surname, then forename, the way the office reads it. */
export function sortKeyOf(names: Names): string {
  return `${foldName(names.preferredSurname)}\t${foldName(names.preferredForename)}`
}

/** Every word a pupil may be looked for by, each after a space, so that a search is "a space and the beginning of a word". */
export function searchKeyOf(names: Names): string {
  const parts = [names.preferredForename, names.preferredSurname, names.legalForenames, names.legalSurname]
  const words = parts.map(foldName).flatMap((part) => [...part.split(' '), part.replaceAll(' ', '')])
  return ` ${[...new Set(words.filter((word) => word !== ''))].join(' ')} `
}

/** The words of a search, each of which must begin one of a pupil's names. */
export function searchWords(text: string): readonly string[] {
  return foldName(text)
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, 6)
}
