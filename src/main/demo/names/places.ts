import type { Random } from '../random.ts'
import type { DemoAddress } from '../types.ts'

// Every place is invented. The town, the county and their schools stand on no map of England.
export const TOWN = 'Aldermarsh'
export const COUNTY = 'Merrowshire'

export const VILLAGES: readonly string[] = [
  'Quillbrook',
  'Sedgeholt',
  'Over Marling',
  'Pexham St Wilfrid',
  'Tollerwick',
]

export const STREETS: readonly string[] =
  `Ropewalk Lane|Chandlers Rise|Osier Close|Teasel Drive|Quarry Bank|Millrace View|
  Foundry Terrace|Larkspur Avenue|Kestrel Way|Sorrel Crescent|Wharfinger Street|Gasworks Road|Saltpan Lane|Pippin Grove|
  Coopers Yard|Sallow Mead|Fuller Street|Brickfield Road|Tanyard Close|Hurdle Lane|Limekiln Hill|Bittern Court|Shearwater Road|
  Juniper Gardens|Plover Close|Signalman Way|Turnstone Drive|Candlemaker Row|Yarrow Walk|Almshouse Lane|
  Hopfield Road|Threshers Mead|Cygnet Close|Tithe Barn Lane|Starch House Lane|Redshank Avenue|Meadowsweet Road|Ferrymans Reach|
  Lockkeepers Walk|Sluice Road|Nettlebed Lane|Weighbridge Street|Comfrey Close|Marchbank Road|Dovecote Drive|Windlass Court`
    .split('|')
    .map((street) => street.trim())

export const PREVIOUS_SCHOOLS: readonly string[] = [
  'Tollerwick Church of England Primary School',
  'Saltpan Lane Junior School',
  'Over Marling Primary School',
  'Ropewalk Community Primary School',
  'St Wilfrid’s Catholic Primary School, Pexham',
  'Osier Mead Academy',
]

export const NEXT_SCHOOLS: readonly string[] = [
  'Aldermarsh Upper School',
  'Pexham Grammar School',
  'Wharfside College, Aldermarsh',
  'Marling Vale High School',
]

/** C, I, K, M, O and V are not used in the second half of a postcode. */
const LETTERS = [...'ABDEFGHJLNPQRSTUWXYZ']

function drawPostcode(random: Random): string {
  return `ZZ${random.between(1, 9)} ${random.between(1, 9)}${random.pick(LETTERS)}${random.pick(LETTERS)}`
}

export function drawAddress(random: Random): DemoAddress {
  const number = random.between(1, 180)
  const street = random.pick(STREETS)
  const flat = random.chance(0.08) ? `Flat ${random.between(1, 24)}, ` : ''
  const town = random.chance(0.8) ? TOWN : random.pick(VILLAGES)
  return { line1: `${flat}${number} ${street}`, town, county: COUNTY, postcode: drawPostcode(random) }
}

/** A mobile number from the thousand that Ofcom keeps for drama. */
export function drawMobile(random: Random): string {
  return `07700 900${String(random.int(1000)).padStart(3, '0')}`
}

/** A landline number from the thousand that Ofcom keeps for drama, in no area, or one of London's. */
export function drawLandline(random: Random): string {
  return random.chance(0.9)
    ? `01632 960${String(random.int(1000)).padStart(3, '0')}`
    : `020 7946 0${String(random.int(1000)).padStart(3, '0')}`
}

const ACCENTS = /\p{Diacritic}/gu
const PLAIN: Readonly<Record<string, string>> = { ł: 'l', ı: 'i', đ: 'd', ø: 'o' }

/** The local part of an e-mail address: small plain letters and dots. */
export function mailName(...names: readonly string[]): string {
  return names
    .map((name) => name.toLowerCase().normalize('NFD').replace(ACCENTS, ''))
    .map((name) => name.replace(/[łıđø]/g, (letter) => PLAIN[letter] ?? letter).replace(/[^a-z]/g, ''))
    .filter((name) => name !== '')
    .join('.')
}
