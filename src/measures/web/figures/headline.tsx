import { IconArrowDown, IconArrowUp, IconMinus } from '@tabler/icons-react'
import { percentText } from '../../../ui/components/percentage.tsx'
import { StatCard, StatCards } from '../../../ui/components/stat-card.tsx'
import { isGivenFor } from '../../rules/definitions/fewest-weeks.ts'
import { pointsBetween, pointsText, type Rate } from '../../rules/definitions/points-between.ts'
import type { FigureName } from '../../rules/shown/figure-meanings.ts'
import { Explained } from '../asked/explained.tsx'
import { Figure } from '../asked/figure.tsx'
import { WhyNotGiven } from '../asked/not-given.tsx'
import { type Base, type Figures, ofLastYear } from './answer.ts'
import { comparedDays, LAST_YEAR_NAMES } from './days-compared.ts'
import styles from './figures.module.css'

interface Shown {
  readonly figure: FigureName
  readonly label: string
  readonly of: (figures: Figures['figures']) => readonly [count: number, of: number]
}

/** The figures that a school is asked for first. */
const SHOWN: readonly Shown[] = [
  { figure: 'attendance', label: 'Attendance', of: ({ sessions }) => [sessions.attended, sessions.possible] },
  { figure: 'authorised', label: 'Authorised absence', of: ({ sessions }) => [sessions.authorised, sessions.possible] },
  {
    figure: 'unauthorised',
    label: 'Unauthorised absence',
    of: ({ sessions }) => [sessions.unauthorised, sessions.possible],
  },
  { figure: 'persistent', label: 'Persistently absent', of: ({ persistent, enrolments }) => [persistent, enrolments] },
  { figure: 'severe', label: 'Severely absent', of: ({ severe, enrolments }) => [severe, enrolments] },
  { figure: 'late', label: 'Late', of: ({ sessions }) => [sessions.late, sessions.possible] },
  { figure: 'full', label: 'Full attendance', of: ({ full, enrolments }) => [full, enrolments] },
]

/** One card for each, with the same days of last year beneath. */
export function Headline({ base, answer }: { readonly base: Base; readonly answer: Figures }) {
  const { on: _, ...asked } = base
  const before = answer.lastYear
  const whyBefore = ofLastYear(base, answer)
  return (
    <div className={styles.headline}>
      <StatCards>
        {SHOWN.map(({ figure, label, of }) => {
          const [count, whole] = of(answer.figures)
          const then = before === null ? undefined : of(before.figures)
          if (!isGivenFor(figure, answer.weeks.length))
            return <StatCard key={figure} label={label} value="–" note={<WhyNotGiven asked={asked} />} />
          return (
            <StatCard
              key={figure}
              label={label}
              value={<Figure why={{ ...base, figure }} count={count} of={whole} what={label} look="large" />}
              note={
                before === null || then === undefined || whyBefore === undefined ? (
                  'No figures of last year'
                ) : (
                  <>
                    <Change
                      what={label}
                      now={[count, whole]}
                      then={then}
                      words="these days"
                      wordsThen={LAST_YEAR_NAMES[before.by]}
                      days={comparedDays(answer, before)}
                    />
                    <br />
                    {LAST_YEAR_NAMES[before.by]}{' '}
                    <Figure
                      why={{ ...whyBefore, figure }}
                      count={then[0]}
                      of={then[1]}
                      what={`${label}, ${LAST_YEAR_NAMES[before.by]}`}
                      look="short"
                    />
                  </>
                )
              }
            />
          )
        })}
        {answer.unmarked > 0 && (
          <StatCard
            now
            label="Sessions without a mark"
            value={
              <Figure
                why={{ ...base, figure: 'missing' }}
                count={answer.unmarked}
                what="Sessions without a mark"
                look="large"
              />
            }
            note="in no rate until they are marked"
          />
        )}
      </StatCards>
    </div>
  )
}

/** How many points more or less than then, in words: from the whole numbers, rounded once. */
export function Change({
  what,
  now,
  then,
  words,
  wordsThen,
  days,
}: {
  readonly what: string
  readonly now: Rate
  readonly then: Rate
  /** Which days each is of: "these days", "the same weekdays of last year". */
  readonly words: string
  readonly wordsThen: string
  /** The days themselves, first and last. */
  readonly days: readonly [now: string, then: string]
}) {
  const points = pointsBetween(now, then)
  if (points === undefined) return null
  const Sign = points === 0 ? IconMinus : points > 0 ? IconArrowUp : IconArrowDown
  return (
    <span className={styles.change}>
      <Sign size={15} aria-hidden />
      <Explained
        of="change"
        what={`${what}, ${words} beside ${wordsThen}`}
        look="words"
        from={[
          [`${what}, ${words}`, `${rateInWords(now)}. ${days[0]}.`],
          [`${what}, ${wordsThen}`, `${rateInWords(then)}. ${days[1]}.`],
        ]}
      >
        {points === 0 ? 'the same as' : `${pointsText(points)} points ${points > 0 ? 'more than' : 'less than'}`}
      </Explained>
    </span>
  )
}

/** "5.6 %: 1,204 of 21,500". */
function rateInWords([count, of]: readonly [number, number]): string {
  return `${percentText(count, of)} %: ${count.toLocaleString('en-GB')} of ${of.toLocaleString('en-GB')}`
}
