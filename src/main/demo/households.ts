import {
  borne,
  drawAdultName,
  drawFamilyName,
  drawLanguage,
  drawOrigin,
  mayKeepEid,
  type Origin,
} from './names/draw-names.ts'
import { drawAddress, drawLandline, drawMobile, mailName } from './names/places.ts'
import type { Random } from './random.ts'
import type { DemoAddress, DemoContactLink, Sex } from './types.ts'

export interface Adult {
  readonly key: string
  readonly title: string
  readonly givenName: string
  readonly familyName: string
  readonly phones: readonly string[]
  readonly email?: string
  readonly address: DemoAddress
  readonly languages: readonly string[]
  readonly needsInterpreter: boolean
  readonly tie: Omit<DemoContactLink, 'contactId' | 'order'>
}

type Structure = 'couple' | 'step-family' | 'apart' | 'apart-barred' | 'alone' | 'kinship' | 'foster'

export interface Household {
  readonly key: string
  readonly origin: Origin
  readonly structure: Structure
  readonly familyName: string
  readonly language: string
  readonly address: DemoAddress
  readonly adults: readonly Adult[]
  readonly freeSchoolMeals: boolean
  readonly keepsEid: boolean
  /** Standard normal: how much school the children of this home tend to miss. */
  readonly absence: number
}

const STRUCTURES: readonly (readonly [Structure, number])[] = [
  ['couple', 58],
  ['step-family', 9],
  ['apart', 15],
  ['apart-barred', 1.1],
  ['alone', 14],
  ['kinship', 2],
  ['foster', 0.9],
]

/** One of the adults round a child, before they have a name and a telephone. */
interface Part {
  readonly relationship: string
  readonly sex: Sex
  readonly parentalResponsibility: boolean
  readonly livesWith: boolean
  readonly mayBeTold?: false
  readonly note?: string
  /** Bears the children's family name. */
  readonly sameName?: boolean
}

const MOTHER: Part = { relationship: 'Mother', sex: 'F', parentalResponsibility: true, livesWith: true }
const FATHER: Part = { relationship: 'Father', sex: 'M', parentalResponsibility: true, livesWith: true, sameName: true }
const FATHER_ELSEWHERE: Part = { ...FATHER, livesWith: false }

const PARTS: Readonly<Record<Structure, readonly Part[]>> = {
  couple: [{ ...MOTHER, sameName: true }, FATHER],
  'step-family': [
    MOTHER,
    { relationship: 'Step-father', sex: 'M', parentalResponsibility: false, livesWith: true },
    FATHER_ELSEWHERE,
  ],
  apart: [MOTHER, FATHER_ELSEWHERE],
  'apart-barred': [
    MOTHER,
    {
      ...FATHER_ELSEWHERE,
      mayBeTold: false,
      note: 'Prohibited steps order. Tell him nothing, do not release the children to him, ring the mother and the DSL.',
    },
  ],
  alone: [{ ...MOTHER, sameName: true }],
  kinship: [
    { relationship: 'Grandmother', sex: 'F', parentalResponsibility: true, livesWith: true, note: 'Special guardian' },
    { relationship: 'Grandfather', sex: 'M', parentalResponsibility: true, livesWith: true },
  ],
  foster: [
    { relationship: 'Foster carer', sex: 'F', parentalResponsibility: false, livesWith: true },
    {
      relationship: 'Social worker',
      sex: 'F',
      parentalResponsibility: false,
      livesWith: false,
      note: 'The authority holds parental responsibility under a care order',
    },
  ],
}

const OTHERS: readonly Part[] = [
  { relationship: 'Grandmother', sex: 'F', parentalResponsibility: false, livesWith: false },
  { relationship: 'Grandfather', sex: 'M', parentalResponsibility: false, livesWith: false, sameName: true },
  { relationship: 'Aunt', sex: 'F', parentalResponsibility: false, livesWith: false },
  { relationship: 'Uncle', sex: 'M', parentalResponsibility: false, livesWith: false, sameName: true },
  { relationship: 'Family friend', sex: 'F', parentalResponsibility: false, livesWith: false },
  { relationship: 'Neighbour', sex: 'F', parentalResponsibility: false, livesWith: false },
  { relationship: 'Childminder', sex: 'F', parentalResponsibility: false, livesWith: false },
]

const MAIL_HOSTS = ['example.com', 'example.net', 'mail.example.org', 'post.example.com']
const OUTSIDE_THE_FAMILY = /Social|Foster|Neighbour|friend|Childminder/

function titleOf(random: Random, part: Part): string {
  if (part.sex === 'M') return random.chance(0.02) ? 'Dr' : 'Mr'
  return random.weighted([
    ['Mrs', 55],
    ['Ms', 25],
    ['Miss', 18],
    ['Dr', 2],
  ])
}

type Home = Pick<Household, 'key' | 'origin' | 'familyName' | 'language' | 'address'>

function drawAdult(random: Random, home: Home, part: Part): Adult {
  const stranger = OUTSIDE_THE_FAMILY.test(part.relationship)
  const origin = stranger ? drawOrigin(random) : home.origin
  const shared = part.sameName === true && random.chance(0.88)
  const family = shared ? home.familyName : drawFamilyName(random, origin)
  const givenName = drawAdultName(random, origin, part.sex)
  const familyName = borne(family, origin, part.sex)
  const close = part.parentalResponsibility || part.livesWith
  const onlyOtherLanguage = !stranger && home.language !== 'English' && random.chance(0.18)
  const language = stranger ? 'English' : home.language
  return {
    // The whole name: a child may have two grandfathers called Gonçalo.
    key: `${home.key}-${mailName(part.relationship)}-${mailName(givenName, familyName)}`,
    title: titleOf(random, part),
    givenName,
    familyName,
    phones: random.chance(close ? 0.25 : 0.1) ? [drawMobile(random), drawLandline(random)] : [drawMobile(random)],
    ...(close && random.chance(0.92)
      ? { email: `${mailName(givenName, familyName)}${random.between(2, 99)}@${random.pick(MAIL_HOSTS)}` }
      : {}),
    address: part.livesWith ? home.address : drawAddress(random),
    languages: language === 'English' || onlyOtherLanguage ? [language] : [language, 'English'],
    needsInterpreter: onlyOtherLanguage,
    tie: {
      relationship: part.relationship,
      parentalResponsibility: part.parentalResponsibility,
      livesWith: part.livesWith,
      mayBeTold: part.mayBeTold ?? true,
      ...(part.note === undefined ? {} : { note: part.note }),
    },
  }
}

/** A family name, sometimes two joined: parents of two traditions, or one very long name. */
function familyNameOf(random: Random, origin: Origin): string {
  const own = drawFamilyName(random, origin)
  if (!random.chance(0.06)) return own
  const other = drawFamilyName(random, random.chance(0.5) ? 'english' : drawOrigin(random))
  return other === own ? own : `${own}-${other}`
}

/** Whoever must not be told comes last, so that nobody rings down the list into them. */
function rank(part: Part): number {
  return part.mayBeTold === false ? 1 : 0
}

export interface Wish {
  readonly origin?: Origin
  readonly structure?: Structure
  /** Share of such households that are entitled to free school meals. */
  readonly freeSchoolMeals: number
}

export function drawHousehold(random: Random, key: string, wish: Wish): Household {
  const origin = wish.origin ?? drawOrigin(random)
  const structure = wish.structure ?? random.weighted(STRUCTURES)
  const home: Home = {
    key,
    origin,
    familyName: familyNameOf(random, origin),
    language: drawLanguage(random, origin),
    address: drawAddress(random),
  }
  const own = PARTS[structure]
  // Every child has at least two people to ring, as the guidance asks; a barred parent does not count.
  const reachable = own.filter((part) => part.mayBeTold !== false).length
  const extra = reachable < 2 ? 1 + random.int(2) : random.chance(0.45) ? 1 : 0
  const parts = [...own, ...random.shuffle(OTHERS).slice(0, extra)].sort((one, other) => rank(one) - rank(other))
  const poorer = structure === 'alone' || structure.startsWith('apart') ? 1.6 : 0.75
  return {
    ...home,
    structure,
    adults: parts.map((part) => drawAdult(random, home, part)),
    freeSchoolMeals: random.chance(Math.min(0.9, wish.freeSchoolMeals * poorer)),
    keepsEid: mayKeepEid(origin) && random.chance(0.9),
    absence: random.normal(),
  }
}
