import type { Day } from '../../../kernel/day.ts'
import type { Half } from '../../../kernel/session.ts'
import { type Code, codesInUseOn } from '../../../law/codes.ts'
import type { SheetCode } from '../../rules/screen/register-sheet.ts'
import { presentCode } from '../../rules/screen/register-sheet.ts'

/** Stands for the slash of whichever half a session is. */
export const PRESENT = 'present'

export interface CodeChoice {
  readonly value: string
  readonly label: string
  readonly details: SheetCode['details']
}

/** The codes that a mark of a day may become, in the order of the regulation; both slashes are one choice. */
export function codeChoices(on: Day): readonly CodeChoice[] {
  const codes = codesInUseOn(on).filter(({ code }) => code !== '/' && code !== '\\')
  return [
    { value: PRESENT, label: '/ \\  Present', details: [] },
    ...codes.map(({ code, name, details }) => ({
      value: code,
      label: `${code}  ${name}`,
      details: details.filter(({ derived }) => !derived),
    })),
  ]
}

/** The code that a choice means in a half. */
export function codeFor(choice: string, half: Half): Code {
  // The choices come from the table of codes itself.
  return choice === PRESENT ? presentCode(half) : (choice as Code)
}
