import { longDay, shortDay } from '../../../kernel/day.ts'
import { type OnLadder, type ShownLadder, whyInWords } from '../../contract.ts'

type Figures = OnLadder['figures']

/** "Missed 22 of 110 sessions since 7 September: 4 ill, 18 unauthorised. Late 3 times." */
export function figuresInWords({ possible, attended, ill, authorised, unauthorised, lates, from }: Figures): string {
  const parts = [
    [ill, 'ill or at the doctor’s'],
    [authorised, 'other authorised'],
    [unauthorised, 'unauthorised'],
  ].flatMap(([number, words]) => (number === 0 ? [] : [`${number} ${words}`]))
  const kinds = parts.length === 0 ? '' : `: ${parts.join(', ')}`
  const late = lates === 0 ? '' : ` Late ${lates === 1 ? 'once' : `${lates} times`}.`
  return `Missed ${possible - attended} of ${possible} sessions since ${shortDay(from)}${kinds}.${late}`
}

/** What leads to a rung, in one sentence, and who says so. */
export function rungInWords(rung: ShownLadder['rungs'][number]): string {
  const { below, lates, unauthorised, waitWeeks, section } = rung
  const when = [
    below === null ? undefined : `attendance below ${below} %`,
    lates === null ? undefined : `${lates} lates in half a term`,
    unauthorised === null ? undefined : `${unauthorised} unauthorised sessions`,
  ].filter((one) => one !== undefined)
  const after = rung.rung === 'first' ? '' : ` ${waitWeeks} weeks after the letter before.`
  const who = section === null ? ' Firstbell’s own choice.' : ` Policy, section ${section}.`
  return `${when.length === 0 ? 'What leads to a higher step' : when.join(' or ')}.${after}${who}`.replace(
    /^./,
    (first) => first.toUpperCase(),
  )
}

/** What led to a letter; nothing where nothing is said. */
export function whySentence(why: readonly string[]): string {
  const words = whyInWords(why).replace(/^./, (first) => first.toUpperCase())
  return words === '' ? '' : `${words}.`
}

export function beforeInWords(
  { before }: Pick<OnLadder, 'before'>,
  name: (kind: NonNullable<OnLadder['letter']>) => string,
): string {
  return before === null ? '' : `${name(before.letter)} went on ${longDay(before.day)}.`
}

/** A working day some time ahead, as letters say it. */
export const WORDING_NAMES: Readonly<Record<OnLadder['wording'], string>> = {
  absence: 'about absence',
  illness: 'support after illness',
  late: 'about being late',
  'near a notice': 'near a penalty notice',
  'good news': 'good news',
}
