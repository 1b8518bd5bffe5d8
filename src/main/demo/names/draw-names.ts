import type { Random } from '../random.ts'
import type { Sex } from '../types.ts'
import * as british from './british.ts'
import type { NameStock } from './name-stock.ts'
import * as world from './worldwide.ts'

const STOCKS = {
  english: british.ENGLISH,
  welsh: british.WELSH,
  irish: british.IRISH,
  scottish: british.SCOTTISH,
  traveller: british.TRAVELLER,
  caribbean: british.CARIBBEAN,
  polish: world.POLISH,
  lithuanian: world.LITHUANIAN,
  romanian: world.ROMANIAN,
  ukrainian: world.UKRAINIAN,
  bengali: world.BENGALI,
  punjabi: world.PUNJABI,
  pakistani: world.PAKISTANI,
  gujarati: world.GUJARATI,
  tamil: world.TAMIL,
  nigerian: world.NIGERIAN,
  ghanaian: world.GHANAIAN,
  somali: world.SOMALI,
  turkish: world.TURKISH,
  arabic: world.ARABIC,
  kurdish: world.KURDISH,
  afghan: world.AFGHAN,
  chinese: world.CHINESE,
  portuguese: world.PORTUGUESE,
  filipino: world.FILIPINO,
  vietnamese: world.VIETNAMESE,
  greek: world.GREEK,
  congolese: world.FRENCH_AFRICAN,
} as const satisfies Record<string, NameStock>

export type Origin = keyof typeof STOCKS

/** How many in a hundred families have names of each origin: a mixed English town, told honestly. */
const SHARES: readonly (readonly [Origin, number])[] = [
  ['english', 55],
  ['welsh', 2],
  ['irish', 3],
  ['scottish', 1.5],
  ['traveller', 0.8],
  ['caribbean', 2.2],
  ['polish', 4],
  ['lithuanian', 1.2],
  ['romanian', 3],
  ['ukrainian', 0.8],
  ['bengali', 3],
  ['punjabi', 2.5],
  ['pakistani', 3.5],
  ['gujarati', 1.5],
  ['tamil', 1.2],
  ['nigerian', 4],
  ['ghanaian', 2],
  ['somali', 1.8],
  ['turkish', 1.4],
  ['arabic', 1.6],
  ['kurdish', 0.6],
  ['afghan', 0.6],
  ['chinese', 1.3],
  ['portuguese', 1.5],
  ['filipino', 0.6],
  ['vietnamese', 0.5],
  ['greek', 0.5],
  ['congolese', 0.6],
]

/** Families of these origins are drawn as keeping Eid at home (code R), most of them. */
const KEEPS_EID: ReadonlySet<Origin> = new Set([
  'bengali',
  'pakistani',
  'somali',
  'turkish',
  'arabic',
  'kurdish',
  'afghan',
])

/** Of the families with names from abroad, how many speak mostly English at home by now. */
const ENGLISH_AT_HOME = 0.35

export function stockOf(origin: Origin): NameStock {
  return STOCKS[origin]
}

export function allStocks(): readonly NameStock[] {
  return Object.values(STOCKS)
}

export function drawOrigin(random: Random): Origin {
  return random.weighted(SHARES)
}

export function mayKeepEid(origin: Origin): boolean {
  return KEEPS_EID.has(origin)
}

export function drawLanguage(random: Random, origin: Origin): string {
  return random.chance(ENGLISH_AT_HOME) ? 'English' : STOCKS[origin].language
}

/** Spaces are written as hyphens in the lists where a name has several words ("da-Conceição"). */
const PARTICLES = /^(da|de|dos|bin|St\.)-|-(la|Santos)-/
const spaced = (family: string) =>
  PARTICLES.test(family) ? family.replaceAll('-', ' ').replace('St. ', 'St ') : family

export function drawFamilyName(random: Random, origin: Origin): string {
  return spaced(random.pick(STOCKS[origin].families))
}

/** The same family's name as this member bears it. */
export function borne(family: string, origin: Origin, sex: Sex): string {
  const { feminine }: NameStock = STOCKS[origin]
  return sex === 'F' && feminine !== undefined ? feminine(family) : family
}

export function drawGivenName(random: Random, origin: Origin, sex: Sex): string {
  // Half of the families settled here choose from the same English lists as their neighbours.
  const borrowed = origin !== 'english' && random.chance(0.12)
  const stock = borrowed ? STOCKS.english : STOCKS[origin]
  return random.pick(sex === 'F' ? stock.girls : stock.boys)
}

/** A given name of somebody old enough to be a parent or a teacher. */
export function drawAdultName(random: Random, origin: Origin, sex: Sex): string {
  const stock: NameStock = STOCKS[origin]
  const grown = sex === 'F' ? stock.women : stock.men
  return random.pick(grown ?? (sex === 'F' ? stock.girls : stock.boys))
}

export function drawMiddleName(random: Random, origin: Origin, sex: Sex): string | undefined {
  const stock = STOCKS[origin]
  const list = sex === 'F' ? stock.middles : stock.boyMiddles
  return list.length > 0 && random.chance(0.6) ? random.pick(list) : undefined
}

const SHORT_FORMS: Readonly<Record<string, string>> = {
  Abigail: 'Abi',
  Amelia: 'Millie',
  Benjamin: 'Ben',
  Charlotte: 'Lottie',
  Daniel: 'Danny',
  Edward: 'Ted',
  Eleanor: 'Ellie',
  Isabella: 'Izzy',
  Jessica: 'Jess',
  Joshua: 'Josh',
  Matilda: 'Tilly',
  Nathaniel: 'Nate',
  Samuel: 'Sam',
  Sebastian: 'Seb',
  Thomas: 'Tom',
  Zachary: 'Zac',
  Aleksandra: 'Ola',
  Franciszek: 'Franek',
  Wojciech: 'Wojtek',
  Małgorzata: 'Gosia',
  Oluwatobiloba: 'Tobi',
  Oluwadamilola: 'Dami',
  Oluwaseun: 'Seun',
  Chukwuemeka: 'Emeka',
  Kosisochukwu: 'Kosi',
  Toluwanimi: 'Tolu',
  Abdirahman: 'Abdi',
  Gwenllian: 'Gwen',
  Angharad: 'Haz',
  Mikołaj: 'Miki',
  Solomiia: 'Solya',
  'Grâce-Divine': 'Divine',
  'Alfie-James': 'AJ',
}

/** What the child is called in class, where it is not the name in the register. */
export function drawPreferredName(random: Random, given: string): string | undefined {
  const short = SHORT_FORMS[given]
  if (short !== undefined && random.chance(0.7)) return short
  return undefined
}
