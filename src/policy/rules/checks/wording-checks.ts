import type { PolicyFile } from '../shape/policy.ts'
import { type Finding, found, type Place, placeOf } from './finding.ts'

const REVOKED = /Pupil\s+Registration\W+(?:England\W+)?Regulations\s+2006|(?:SI\s*|uksi\/)2006\/1751/i
const IN_FORCE = /Pupil\s+Registration\W+(?:England\W+)?Regulations\s+2024/i
const CONTRACTS = [/attendance contract/i, /parenting contract/i] as const
const MOBILE_CHILD = /mobile child/i
const GROUPS = /\btravellers?\b|showmen|circus|bargee|\broma\b|gyps/i

/** Whether a text cites regulations that are no longer law. */
export function isRevoked(words: string): boolean {
  return REVOKED.test(words)
}

/** What the wording of a policy gives away: laws it cites, names it uses, codes it describes, sections it points to. */
export function wordingChecks(file: PolicyFile): readonly Finding[] {
  const texts = textsOf(file)
  return [
    ...citations(file, texts),
    ...contracts(texts),
    ...visits(file),
    ...mobile(texts),
    ...references(file, texts),
    ...prose(file),
  ]
}

/** Every sentence of the policy that the file holds: its prose, its quotes, its codes and its basis. */
function textsOf({ sections, quotes, codes, basis }: PolicyFile): readonly Place[] {
  return [
    ...basis.map((one, index) => ({ section: one.section, words: one.cites, path: ['basis', index] })),
    ...sections.flatMap(({ number, text }, index) =>
      text.flatMap((paragraph, at) =>
        sentencesOf(paragraph).map((words) => ({ section: number, words, path: ['sections', index, 'text', at] })),
      ),
    ),
    ...quotes.map((quote, index) => placeOf(quote, ['quotes', index])),
    ...codes.map((code, index) => ({
      section: code.section,
      words: `${code.code}: ${code.means}`,
      path: ['codes', index],
    })),
  ]
}

function sentencesOf(text: string): readonly string[] {
  return text.split(/(?<=[.!?])\s+(?=[A-Z])/)
}

function citations({ basis }: PolicyFile, texts: readonly Place[]): readonly Finding[] {
  const revoked = texts.filter(({ words }) => REVOKED.test(words))
  if (revoked.length === 0) return []
  const current = basis.flatMap((one, index) =>
    IN_FORCE.test(one.cites) ? [{ section: one.section, words: one.cites, path: ['basis', index] }] : [],
  )
  return [found('X10', [...revoked, ...current])]
}

function contracts(texts: readonly Place[]): readonly Finding[] {
  const [current, old] = CONTRACTS.map((name) => texts.filter(({ words }) => name.test(words)))
  if (current?.[0] === undefined || old?.[0] === undefined) return []
  return [found('X11', [current[0], ...old])]
}

function visits({ codes }: PolicyFile): readonly Finding[] {
  const places = codes.flatMap((code, index) =>
    code.code === 'V' && !/supervis|staff/i.test(code.means) ? [placeOf(code, ['codes', index])] : [],
  )
  return places.length === 0 ? [] : [found('X12', places)]
}

/** X18: the list of groups is older than the definition; a text that has either and the other describes T twice. */
function mobile(texts: readonly Place[]): readonly Finding[] {
  const groups = texts.filter(({ words }) => GROUPS.test(words) && /travel|occupation/i.test(words))
  const defined = texts.filter(({ words }) => MOBILE_CHILD.test(words))
  const list = groups.filter(({ words }) => (words.match(new RegExp(GROUPS, 'gi')) ?? []).length > 1)
  return list.length === 0 ? [] : [found('X18', [...list, ...defined])]
}

const NOT_TELLING = [
  'section',
  'school',
  'pupil',
  'student',
  'policy',
  'will',
  'with',
  'from',
  'that',
  'this',
  'more',
  'detail',
  'below',
  'above',
  'where',
  'which',
  'their',
  'they',
  'data',
]

/** The beginnings of the words that tell what a text is about: "analysing" and "analysis" begin alike. */
function aboutOf(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/[a-z]{4,}/g) ?? []
  const telling = words.filter((word) => !NOT_TELLING.includes(word.replace(/s$/, '')))
  return new Set(telling.map((word) => word.slice(0, 5)).filter((stem) => stem !== 'atten' && stem !== 'absen'))
}

const overlap = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
  [...one].filter((stem) => other.has(stem)).length

/** X15: a sentence points to a section that is not there, or to one that is about something else while another is about it. */
function references({ sections }: PolicyFile, texts: readonly Place[]): readonly Finding[] {
  if (sections.length === 0) return []
  const titles = sections.map(({ number, title }) => ({ number, about: aboutOf(title) }))
  const below = (number: string) =>
    titles.filter((title) => title.number === number || title.number.startsWith(`${number}.`))
  return texts.flatMap((place) =>
    [...place.words.matchAll(/\b(?:see|in|to|of)\s+sections?\s+(\d+(?:\.\d+)?)/gi)].flatMap(
      ([, number = '']): Finding[] => {
        const about = aboutOf(place.words)
        const target = below(number)
        if (target.some((title) => overlap(title.about, about) > 0)) return []
        const right = titles.filter((title) => overlap(title.about, about) > 0)
        if (target.length > 0 && right.length === 0) return []
        const shown = [...target.slice(0, 1), ...right.slice(0, 1)]
        return [found('X15', [place, ...shown.map((title) => titlePlace(sections, title.number))])]
      },
    ),
  )
}

function titlePlace(sections: PolicyFile['sections'], number: string): Place {
  const index = sections.findIndex((section) => section.number === number)
  return { section: number, words: sections[index]?.title ?? '', path: ['sections', index] }
}

const A_NUMBER =
  /\b\d{1,2}[.:]\d{2}\b(?!\.)|\b\d+\s*(?:am|pm)\b|\b\d+(?:\.\d+)?\s*(?:%|per cent)|\b\d+(?:st|nd|rd|th)?\s+(?:consecutive\s+|school\s+|working\s+)?(?:minutes?|days?|weeks?|sessions?)\b/i

/** T1: a number in the prose. Section numbers and names of laws are none. */
function prose({ sections }: PolicyFile): readonly Finding[] {
  const places = sections.flatMap(({ number, text }, index) =>
    text.flatMap((paragraph, at) =>
      sentencesOf(paragraph)
        .filter((sentence) => A_NUMBER.test(sentence.replace(/sections?\s+[\d.]+/gi, '')))
        .map((words) => ({ section: number, words, path: ['sections', index, 'text', at] })),
    ),
  )
  return places.length === 0 ? [] : [found('T1', places)]
}
