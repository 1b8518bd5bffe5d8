import type { Day } from '../kernel/day.ts'
import { unread } from './citation.ts'

/**
 * DfE's categories of ethnic background, as the school census collects them: the Common Basic Data Set's main categories and, where an
 * authority uses them, the extended codes below each. Ethnicity is special category data (article 9 UK GDPR) and is what the pupil or a
 * parent says it is: a school may ask, never decide. `REFU` and `NOBT` are answers too.
 */
export const ETHNICITY_SOURCE = unread(
  'DfE Common Basic Data Set, pupil ethnicity, as collected in the school census (codes and names as published systems hold them; the data set itself was not read)',
)

/** The major groups that DfE publishes figures of. */
export const ETHNIC_GROUPS = {
  white: 'White',
  mixed: 'Mixed or dual background',
  asian: 'Asian or Asian British',
  black: 'Black or Black British',
  chinese: 'Chinese',
  other: 'Any other ethnic group',
  unclassified: 'Refused or not obtained',
} as const
export type EthnicGroup = keyof typeof ETHNIC_GROUPS

/** In the order in which DfE lists them. */
export const ETHNIC_GROUP_IDS = Object.keys(ETHNIC_GROUPS) as readonly EthnicGroup[]

interface MainRow {
  readonly group: EthnicGroup
  readonly name: string
  /** The extended codes that count as this category. */
  readonly extended?: Readonly<Record<string, string>>
}

const MAIN = {
  WBRI: {
    group: 'white',
    name: 'White - British',
    extended: {
      WCOR: 'White - Cornish',
      WENG: 'White - English',
      WSCO: 'White - Scottish',
      WWEL: 'White - Welsh',
      WOWB: 'Other White British',
    },
  },
  WIRI: { group: 'white', name: 'White - Irish' },
  WIRT: { group: 'white', name: 'Traveller of Irish heritage' },
  WROM: {
    group: 'white',
    name: 'Gypsy / Roma',
    extended: { WROG: 'Gypsy', WROR: 'Roma', WROO: 'Other Gypsy / Roma' },
  },
  WOTH: {
    group: 'white',
    name: 'Any other White background',
    extended: {
      WALB: 'Albanian',
      WBOS: 'Bosnian-Herzegovinian',
      WCRO: 'Croatian',
      WGRE: 'Greek / Greek Cypriot',
      WGRK: 'Greek',
      WGRC: 'Greek Cypriot',
      WITA: 'Italian',
      WKOS: 'Kosovan',
      WPOR: 'Portuguese',
      WSER: 'Serbian',
      WTUR: 'Turkish / Turkish Cypriot',
      WTUK: 'Turkish',
      WTUC: 'Turkish Cypriot',
      WEUR: 'White European',
      WEEU: 'White Eastern European',
      WWEU: 'White Western European',
      WOTW: 'White other',
    },
  },
  MWBC: { group: 'mixed', name: 'White and Black Caribbean' },
  MWBA: { group: 'mixed', name: 'White and Black African' },
  MWAS: {
    group: 'mixed',
    name: 'White and Asian',
    extended: {
      MWAP: 'White and Pakistani',
      MWAI: 'White and Indian',
      MWAO: 'White and any other Asian background',
    },
  },
  MOTH: {
    group: 'mixed',
    name: 'Any other mixed background',
    extended: {
      MAOE: 'Asian and any other ethnic group',
      MABL: 'Asian and Black',
      MACH: 'Asian and Chinese',
      MBOE: 'Black and any other ethnic group',
      MBCH: 'Black and Chinese',
      MCOE: 'Chinese and any other ethnic group',
      MWOE: 'White and any other ethnic group',
      MWCH: 'White and Chinese',
      MOTM: 'Other mixed background',
    },
  },
  AIND: { group: 'asian', name: 'Indian' },
  APKN: {
    group: 'asian',
    name: 'Pakistani',
    extended: { AMPK: 'Mirpuri Pakistani', AKPA: 'Kashmiri Pakistani', AOPK: 'Other Pakistani' },
  },
  ABAN: { group: 'asian', name: 'Bangladeshi' },
  AOTH: {
    group: 'asian',
    name: 'Any other Asian background',
    extended: {
      AAFR: 'African Asian',
      AKAO: 'Kashmiri other',
      ANEP: 'Nepali',
      ASNL: 'Sri Lankan Sinhalese',
      ASLT: 'Sri Lankan Tamil',
      ASRO: 'Sri Lankan other',
      AOTA: 'Other Asian',
    },
  },
  BCRB: { group: 'black', name: 'Black Caribbean' },
  BAFR: {
    group: 'black',
    name: 'Black - African',
    extended: {
      BANN: 'Black - Angolan',
      BCON: 'Black - Congolese',
      BGHA: 'Black - Ghanaian',
      BNGN: 'Black - Nigerian',
      BSLN: 'Black - Sierra Leonean',
      BSOM: 'Black - Somali',
      BSUD: 'Black - Sudanese',
      BAOF: 'Other Black African',
    },
  },
  BOTH: {
    group: 'black',
    name: 'Any other Black background',
    extended: { BEUR: 'Black European', BNAM: 'Black North American', BOTB: 'Other Black' },
  },
  CHNE: {
    group: 'chinese',
    name: 'Chinese',
    extended: {
      CHKC: 'Hong Kong Chinese',
      CMAL: 'Malaysian Chinese',
      CSNG: 'Singaporean Chinese',
      CTWN: 'Taiwanese',
      COCH: 'Other Chinese',
    },
  },
  OOTH: {
    group: 'other',
    name: 'Any other ethnic group',
    extended: {
      OAFG: 'Afghan',
      OARA: 'Arab other',
      OEGY: 'Egyptian',
      OFIL: 'Filipino',
      OIRN: 'Iranian',
      OIRQ: 'Iraqi',
      OJPN: 'Japanese',
      OKOR: 'Korean',
      OKRD: 'Kurdish',
      OLAM: 'Latin, South or Central American',
      OLEB: 'Lebanese',
      OLIB: 'Libyan',
      OMAL: 'Malay',
      OMRC: 'Moroccan',
      OPOL: 'Polynesian',
      OTHA: 'Thai',
      OVIE: 'Vietnamese',
      OYEM: 'Yemeni',
      OOEG: 'Other ethnic group',
    },
  },
  REFU: { group: 'unclassified', name: 'Refused' },
  NOBT: { group: 'unclassified', name: 'Not yet obtained' },
} as const satisfies Readonly<Record<string, MainRow>>

/** A main category of the school census; DfE's published minor groups are these. */
export type MainEthnicity = keyof typeof MAIN
/** A code that a record may hold: a main category, or an extended code below one. */
export type EthnicityCode = string & { readonly __brand: 'EthnicityCode' }

/** The main categories in DfE's order. */
export const MAIN_ETHNICITIES = Object.keys(MAIN) as readonly MainEthnicity[]

export interface EthnicityMeaning {
  readonly code: EthnicityCode
  readonly name: string
  /** The main category that it counts as: itself, where it is one. */
  readonly main: MainEthnicity
  readonly group: EthnicGroup
  /** The last day on which a record may newly be given the code; kept for ever where it was given. Null while it may. */
  readonly until: Day | null
}

const row = (code: string, name: string, main: MainEthnicity): EthnicityMeaning => ({
  // The one place where a code is made.
  code: code as EthnicityCode,
  name,
  main,
  group: MAIN[main].group,
  until: null,
})

/** Every code, each main category followed by its extended codes. A code that DfE ends keeps its row and gets its last day. */
export const ETHNICITIES: readonly EthnicityMeaning[] = MAIN_ETHNICITIES.flatMap((main) => {
  const { name, extended = {} }: MainRow = MAIN[main]
  return [row(main, name, main), ...Object.entries(extended).map(([code, below]) => row(code, below, main))]
})

const BY_CODE: ReadonlyMap<string, EthnicityMeaning> = new Map(ETHNICITIES.map((one) => [one.code, one]))

/** What a code means; undefined for anything that is none. */
export function ethnicityOf(code: string): EthnicityMeaning | undefined {
  return BY_CODE.get(code)
}

/** The name of a main category. */
export function mainEthnicityName(main: MainEthnicity): string {
  return MAIN[main].name
}

/** The codes that a record may be given on a day. */
export function ethnicitiesOn(day: Day): readonly EthnicityMeaning[] {
  return ETHNICITIES.filter(({ until }) => until === null || until >= day)
}

const plain = (text: string) => text.toUpperCase().replaceAll(/[^A-Z]/g, '')

/** "White British", "WHITE - BRITISH" and "White – British (WBRI)" are one; so are "Information not yet obtained" and "Not yet obtained". */
const BY_WORDS: ReadonlyMap<string, EthnicityMeaning> = new Map(
  // Main categories last, so that a name that both have is theirs.
  ETHNICITIES.toSorted((one, other) => Number(one.code === one.main) - Number(other.code === other.main)).flatMap(
    (one) =>
      [one.name, `${one.name} ${one.code}`, `${one.code} ${one.name}`].map((words) => [plain(words), one] as const),
  ),
)

/** Reads a code or a category's name, however it is typed; undefined for anything else. */
export function parseEthnicity(text: string): EthnicityMeaning | undefined {
  const words = plain(text).replace(/^INFORMATION(?=NOTYETOBTAINED)/, '')
  return BY_CODE.get(words) ?? BY_WORDS.get(words)
}
