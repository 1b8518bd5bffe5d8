import type { PolicyFile } from '../shape/policy.ts'
import { SETTING_SHAPES, type SettingName } from '../shape/settings.ts'
import { type Finding, found, type Place, placeOf, valueInWords } from './finding.ts'
import type { FindingRow } from './finding-rows.ts'

interface Stated {
  readonly section: string
  readonly words?: string | undefined
  readonly also: readonly { readonly section: string; readonly words?: string | undefined }[]
}

/** Settings whose second statement has a row of its own, with what the law says of it; every other is S1. */
const ROW_OF: Partial<Record<SettingName, FindingRow>> = {
  reasonWithin: 'X7',
  noContact: 'X8',
  penaltyNoticesBy: 'X9',
  leave: 'X13',
  targets: 'X16',
  firstDayContact: 'X17',
  penaltyNotices: 'X19',
}

/** The row that says what it means where a setting is stated in two ways. */
export function rowOf(setting: SettingName): FindingRow {
  return ROW_OF[setting] ?? 'S1'
}

/** The other places of a setting that do not say what its first place says. One that gives only words says it in other words. */
export function differing(stated: Stated, path: readonly (string | number)[]): readonly Place[] {
  return stated.also.flatMap((entry, index) => {
    const { section: _, words: __, ...values } = entry
    const said = Object.entries(values).filter(([, value]) => value !== undefined)
    const same = said.length > 0 && said.every(([name, value]) => isSame(value, Reflect.get(stated, name)))
    return same ? [] : [placeOf(entry, [...path, 'also', index])]
  })
}

function isSame(one: unknown, other: unknown): boolean {
  return valueInWords(one) === valueInWords(other)
}

const isStated = (value: unknown): value is Stated => typeof value === 'object' && value !== null && 'also' in value

/** Every setting that the text states in two ways, but for those in `but`, which other checks take together with the law. */
export function statedTwice(file: PolicyFile, but: readonly SettingName[]): readonly Finding[] {
  // The names of a record of settings are the names of settings.
  const names = Object.keys(SETTING_SHAPES) as readonly SettingName[]
  return names
    .filter((name) => !but.includes(name))
    .flatMap((name) => {
      const value = file[name]
      if (!isStated(value)) return []
      const others = differing(value, [name])
      return others.length === 0 ? [] : [found(rowOf(name), [placeOf(value, [name]), ...others])]
    })
}
