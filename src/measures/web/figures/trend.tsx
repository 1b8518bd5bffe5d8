import type { Day } from '../../../kernel/day.ts'
import { Section } from '../../../ui/components/section.tsx'
import { Figure } from '../asked/figure.tsx'
import { ChartFrame, type TableTwin } from '../chart/chart-frame.tsx'
import { LineLegend } from '../chart/legends.tsx'
import { LineChart } from '../chart/line-chart.tsx'
import { type Base, type Figures, ofLastYear, ofWeek, rateOf, sameWeekThisYear, weekName } from './answer.ts'

const AIM = 95
const height = (width: number) => (width < 620 ? 220 : 280)

/** Attendance week by week, last year's same weeks beneath. */
export function Trend({ base, answer }: { readonly base: Base; readonly answer: Figures }) {
  const { weeks } = answer
  const before = new Map(answer.weeksLastYear.map((week) => [sameWeekThisYear(week.monday), week.sessions]))
  const rate = (of: Figures['figures']['sessions'] | undefined) =>
    of === undefined ? undefined : rateOf(of.attended, of.possible)
  const hasBefore = weeks.some(({ monday }) => before.has(monday))
  const says =
    weeks.length < 2
      ? 'One week so far: a line begins with the second.'
      : `${weeks.length} weeks of attendance, ${hasBefore ? 'with the same weeks of last year dashed' : 'without a year before to compare with'}. The dotted line is ${AIM} %.`
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
              { name: 'Last year', main: false, values: weeks.map(({ monday }) => rate(before.get(monday))) },
            ]}
          />
        )}
        table={() => trendTable({ base, answer, before })}
      />
    </Section>
  )
}

function trendTable({
  base,
  answer,
  before,
}: {
  base: Base
  answer: Figures
  before: ReadonlyMap<string, Figures['figures']['sessions']>
}): TableTwin {
  const mondays = new Map(answer.weeksLastYear.map(({ monday }) => [sameWeekThisYear(monday), monday]))
  const whyBefore = ofLastYear(base, answer)
  return {
    columns: ['Week of', 'Attendance', 'Authorised', 'Unauthorised', 'Last year, same week'],
    rows: answer.weeks.map(({ monday, sessions }) => {
      const name = weekName(monday)
      const why = ofWeek(base, monday)
      const then = before.get(monday)
      const mondayThen = mondays.get(monday)
      const { attended, authorised, unauthorised, possible } = sessions
      return {
        key: monday,
        cells: [
          name,
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
          then === undefined || mondayThen === undefined || whyBefore === undefined ? (
            'No figures'
          ) : (
            <Figure
              key="d"
              why={{ ...weekBefore(base, whyBefore, mondayThen), figure: 'attendance' }}
              count={then.attended}
              of={then.possible}
              what={`Attendance last year, week of ${weekName(mondayThen)}`}
            />
          ),
        ],
      }
    }),
  }
}

type Before = NonNullable<ReturnType<typeof ofLastYear>>

/** One week of last year, ending where the days compared with end. */
function weekBefore(base: Base, before: Before, monday: Day) {
  const week = { ...ofWeek({ ...base, from: before.from, to: before.to }, monday), on: before.on }
  return week.to === before.to ? { ...week, toHalf: before.toHalf } : week
}
