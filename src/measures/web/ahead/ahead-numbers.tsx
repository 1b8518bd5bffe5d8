import type { ReactNode } from 'react'
import { longDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { percentText } from '../../../ui/components/percentage.tsx'
import type { schoolAhead } from '../../contract.ts'
import { Explained, type MadeFrom, type Standing } from '../asked/explained.tsx'
import { shareText } from '../behind/points.ts'
import { alikeWords, endWords, type Forecast, leftWords, pullWords, reachWords } from './ahead-words.ts'

type Listed = Answer<typeof schoolAhead>['pupils'][number]
type Left = Listed['year']

/** What is known of a pupil on whom a number ahead rests. */
interface Of {
  readonly name: string
  readonly absent: number
  readonly possible: number
  readonly standing: Standing
}

/** Of how many more sessions the rest is made: "34 to come, 2 of them planned as absent". */
function toComeWords({ toCome, planned }: Left): string {
  return `${toCome} to come, ${planned} of them planned as absent`
}

/** How many more sessions can be missed before a line, with the sessions it was worked out from. */
export function SessionsLeft({
  of: { name, absent, possible, standing },
  left,
  line,
  by,
  children,
}: {
  readonly of: Of
  readonly left: Left
  readonly line: 10 | 50
  /** "the end of the year", "the end of the autumn term". */
  readonly by: string
  readonly children?: ReactNode
}) {
  const count = line === 10 ? left.before10 : left.before50
  return (
    <Explained
      of="sessions-left"
      what={`Sessions that ${name} can miss before ${line} % by ${by}`}
      look="words"
      from={[
        ['So far', `${absent} of ${possible} possible sessions missed`],
        ['Sessions', toComeWords(left)],
        ['All of them by then', `${possible + left.toCome} possible sessions`],
        [
          `Below ${line} % of all`,
          `at most ${absent + left.planned + count} missed, of which ${absent + left.planned} are missed or planned`,
        ],
        ['Can be missed', leftWords(count)],
      ]}
      standing={standing}
    >
      {children ?? leftWords(count)}
    </Explained>
  )
}

/** When attending everything brings attendance back. */
export function Reaches({
  of: { name, absent, possible, standing },
  reach,
  aim,
  style,
}: {
  readonly of: Of
  readonly reach: Listed['reaches90']
  readonly aim: 90 | 95
  readonly style?: 'short' | 'long'
}) {
  const sessions = reach?.sessions ?? 0
  const then: MadeFrom =
    reach === null || reach.day === null
      ? []
      : [
          ['Sessions attended from now on', sessions],
          [
            'Then',
            `${possible - absent + sessions} of ${possible + sessions} attended: ${percentText(possible - absent + sessions, possible + sessions)} %`,
          ],
          ['That session is on', longDay(reach.day)],
        ]
  return (
    <Explained
      of="reaches-attendance"
      what={`When attending everything brings ${name} to ${aim} %`}
      look="words"
      from={[['So far', `${possible - absent} of ${possible} possible sessions attended`], ...then]}
      standing={standing}
    >
      {reachWords(reach, style)}
    </Explained>
  )
}

/** The chance to end the year persistently absent, from the rests of the year that the pupils most alike had. */
export function Chance({
  of: { name, standing },
  forecast,
  year,
  children,
}: {
  readonly of: Pick<Of, 'name' | 'standing'>
  readonly forecast: Forecast
  readonly year: string
  readonly children?: ReactNode
}) {
  return (
    <Explained
      of="forecast-chance"
      what={`Chance that ${name} ends the year at 10 % or more`}
      look={children === undefined ? 'short' : 'words'}
      from={[
        ['Rests on', `the ${forecast.of} pupils of ${year} most alike at the same point of that year`],
        ['With the rest of their year it would be 10 % or more', alikeWords(forecast)],
        ['As a share', pullWords(forecast)],
        ['The chance', shareText(forecast.chance)],
        ['Who they were', 'The pupil’s own page ahead names each of them, with the end that each gives.'],
      ]}
      standing={standing}
    >
      {children ?? shareText(forecast.chance)}
    </Explained>
  )
}

/** Absence at the end of the year, with the range of the ends that those alike give. */
export function EndsAt({
  of: { name, standing },
  forecast,
  year,
  children,
}: {
  readonly of: Pick<Of, 'name' | 'standing'>
  readonly forecast: Forecast
  readonly year: string
  readonly children?: ReactNode
}) {
  return (
    <Explained
      of="forecast-end"
      what={`Absence of ${name} at the end of the year`}
      look="words"
      from={[
        ['Rests on', `the ${forecast.of} pupils of ${year} most alike`],
        ['Each gives one end', 'the sessions to come, missed at the rate at which that pupil missed theirs'],
        ['The middle of these', `${forecast.absence.toFixed(1)} % absence`],
        [
          `Between ${forecast.low.toFixed(1)} and ${forecast.high.toFixed(1)} %`,
          `${forecast.within} of the ${forecast.of} ends; the outermost tenth at either side is left out`,
        ],
      ]}
      standing={standing}
    >
      {children ?? endWords(forecast)}
    </Explained>
  )
}
