import { fullDay, monthName, parseDay } from '../../../kernel/day.ts'
import { type YearGroup, yearGroupName } from '../../../law/school-age.ts'
import type { SettingName } from '../shape/settings.ts'

/** A piece of the public text. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly lead: string; readonly items: readonly string[] }
  | {
      readonly kind: 'table'
      readonly label: string
      readonly columns: readonly string[]
      readonly rows: readonly (readonly string[])[]
    }

/** What a setting says in the public text, and the section it belongs to. */
export interface Said {
  readonly setting: SettingName | 'basis' | 'clocks'
  readonly section: string
  readonly blocks: readonly Block[]
}

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
export const list = (lead: string, items: readonly string[]): Block => ({ kind: 'list', lead, items })

/** One sentence of a setting. */
export function says(setting: SettingName, stated: { readonly section: string }, text: string): Said {
  return { setting, section: stated.section, blocks: [paragraph(text)] }
}

/** Items of a list, each in its own section. */
export function inSections<T extends { readonly section: string }>(
  setting: Said['setting'],
  items: readonly T[],
  of: { readonly lead: string; readonly words: (item: T) => string },
): readonly Said[] {
  return [...Map.groupBy(items, ({ section }) => section)].map(([section, here]) => ({
    setting,
    section,
    blocks: [list(of.lead, here.map(of.words))],
  }))
}

/** The sentences of a setting without what leads to them, for a table of settings. */
export function sentencesOf(said: readonly Pick<Said, 'blocks'>[]): readonly string[] {
  return said.flatMap(({ blocks }) =>
    blocks.flatMap((block) => {
      if (block.kind === 'paragraph') return [block.text]
      return block.kind === 'list' ? block.items : block.rows.map((row) => row.join('; '))
    }),
  )
}

/** "Years 7 and 8", "Year 9", "Reception". */
export function yearsInWords(years: readonly YearGroup[]): string {
  return andList(years.map(yearGroupName))
}

export function andList(words: readonly string[], and = 'and'): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} ${and} ${words.at(-1)}`
}

/** "1 September 2026", "July 2027", "2022". */
export function calendarInWords(text: string): string {
  const [year = '', month] = text.split('-')
  if (month === undefined) return year
  const whole = parseDay(text)
  return whole === undefined ? `${monthName(month) || month} ${year}` : fullDay(whole)
}
