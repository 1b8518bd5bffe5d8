import { Section } from '../../../ui/components/section.tsx'
import { Figure } from '../asked/figure.tsx'
import { ChartFrame, type TableTwin } from '../chart/chart-frame.tsx'
import { LineLegend } from '../chart/legends.tsx'
import { LineChart } from '../chart/line-chart.tsx'
import { type Base, type Figures, ofPeriod, rateOf, sameWeekThisYear, weekName } from './answer.ts'
import { partOfWeek } from './days-compared.ts'

const AIM = 95
const height = (width: number) => (width < 620 ? 220 : 280)

/** Attendance week by week, last year's same weeks beneath. */
export function Trend({ base, answer }: { readonly base: Base; readonly answer: Figures }) {
  const { weeks } = answer
  const before = new Map(answer.weeksLastYear.map((week) => [sameWeekThisYear(week.monday), week]))
  const rate = (of: Figures['figures']['sessions'] | undefined) =>
    of === undefined ? undefined : rateOf(of.attended, of.possible)
  const hasBefore = weeks.some(({ monday }) => before.has(monday))
  const says =
    weeks.length < 2
      ? `One week: a line begins with the second.${partsInWords(answer)}`
      : `Attendance of each week, ${hasBefore ? 'with the same weeks of last year dashed' : 'without a year before to compare with'}. The dotted line is ${AIM} %.${partsInWords(answer)}`
  return (
    <Section title="Week by week">
      <ChartFrame
        title="Attendance by week"
        says={says}
        height={height}
        legend={
          <LineLegend
            lines={[
              { name: 'This year', main: true },
              ...(hasBefore ? [{ name: 'Last year, same weeks', main: false }] : []),
            ]}
          />
        }
        draw={(width) => (
          <LineChart
            width={width}
            height={height(width)}
            places={weeks.map(({ monday }) => weekName(monday))}
            marked={AIM}
            lines={[
              { name: 'This year', main: true, values: weeks.map(({ sessions }) => rate(sessions)) },
              { name: 'Last year', main: false, values: weeks.map(({ monday }) => rate(before.get(monday)?.sessions)) },
            ]}
          />
        )}
        table={() => trendTable({ base, answer, before })}
      />
    </Section>
  )
}

/** Which weeks are counted in part only, because the days asked for begin or end within them. */
export function partsInWords({ weeks, until }: Pick<Figures, 'weeks' | 'until'>): string {
  const parts = weeks.flatMap((week) => {
    const part = partOfWeek(week, week.to === until.day ? until.half : 'PM')
    return part === undefined ? [] : [`the week of ${weekName(week.monday)} is ${part}`]
  })
  const [first, ...more] = parts
  return first === undefined ? '' : ` Not whole: ${[first, ...more].join(', ')}.`
}

function trendTable({
  base,
  answer,
  before,
}: {
  base: Base
  answer: Figures
  before: ReadonlyMap<string, Figures['weeks'][number]>
}): TableTwin {
  return {
    columns: ['Week of', 'Attendance', 'Authorised', 'Unauthorised', 'Last year, same week'],
    rows: answer.weeks.map((week) => {
      const { monday, sessions } = week
      const name = weekName(monday)
      const part = partOfWeek(week, week.to === answer.until.day ? answer.until.half : 'PM')
      const why = ofPeriod(base, week)
      const then = before.get(monday)
      const { attended, authorised, unauthorised, possible } = sessions
      return {
        key: monday,
        cells: [
          part === undefined ? name : `${name}, ${part}`,
          <Figure
            key="a"
            why={{ ...why, figure: 'attendance' }}
            count={attended}
            of={possible}
            what={`Attendance, week of ${name}`}
          />,
          <Figure
            key="b"
            why={{ ...why, figure: 'authorised' }}
            count={authorised}
            of={possible}
            what={`Authorised absence, week of ${name}`}
          />,
          <Figure
            key="c"
            why={{ ...why, figure: 'unauthorised' }}
            count={unauthorised}
            of={possible}
            what={`Unauthorised absence, week of ${name}`}
          />,
          then === undefined || answer.lastYear === null ? (
            'No figures'
          ) : (
            <Figure
              key="d"
              why={{
                ...ofPeriod(base, then),
                on: answer.lastYear.to,
                // The last of them ends with the same half as the last of these.
                ...(week.to === answer.until.day ? { toHalf: answer.until.half } : {}),
                figure: 'attendance',
              }}
              count={then.sessions.attended}
              of={then.sessions.possible}
              what={`Attendance last year, week of ${weekName(then.monday)}`}
            />
          ),
        ],
      }
    }),
  }
}
