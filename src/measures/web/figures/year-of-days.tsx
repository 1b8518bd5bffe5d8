import { addDays, type Day, longDay } from '../../../kernel/day.ts'
import { Section } from '../../../ui/components/section.tsx'
import { Figure } from '../asked/figure.tsx'
import { ChartFrame } from '../chart/chart-frame.tsx'
import { HeatCells } from '../chart/heat-cells.tsx'
import { HeatGrid, type HeatOf, heatHeight } from '../chart/heat-grid.tsx'
import { HeatLegend } from '../chart/legends.tsx'
import { type Base, cellInWords, type Figures, mondayOf, ofPeriod, rateOf, weekName } from './answer.ts'

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'] as const
const SHORT = DAYS.map((name) => name.slice(0, 3))

/** Every day of the school by absence: weeks across, weekdays down. */
export function YearOfDays({ base, answer }: { readonly base: Base; readonly answer: Figures }) {
  const byDay = new Map(answer.days.map((one) => [one.day, one]))
  const mondays = [...new Set(answer.days.map(({ day }) => mondayOf(day)))]
  const dayAt = (monday: Day, place: number) => byDay.get(addDays(monday, place))
  const of: HeatOf = {
    across: mondays.map(weekName),
    down: SHORT,
    cells: SHORT.map((_, place) =>
      mondays.map((monday) => {
        const one = dayAt(monday, place)
        if (one === undefined) return { value: undefined, says: '' }
        const { day, absent, possible } = one
        const what = `Absence on ${longDay(day)}`
        return {
          value: rateOf(absent, possible),
          says: cellInWords(what, absent, possible),
          why: { asked: { ...ofPeriod(base, { from: day, to: day }), figure: 'absence' }, what },
        }
      }),
    ),
  }
  const isAsked = (day: Day) => day >= answer.from && day <= answer.until.day
  const worst = [...answer.days].sort((one, other) => other.absent / other.possible - one.absent / one.possible)[0]
  return (
    <Section title="Day by day">
      <ChartFrame
        title="Absence by day"
        says={
          worst === undefined ? (
            'No day has been counted yet.'
          ) : (
            <>
              Sessions missed of those possible, each school day. The most on {longDay(worst.day)}:{' '}
              <Figure
                why={{ ...ofPeriod(base, { from: worst.day, to: worst.day }), figure: 'absence' }}
                count={worst.absent}
                of={worst.possible}
                what={`Absence on ${longDay(worst.day)}`}
              />
              . An empty cell is a day without school
              {base.from === undefined && base.to === undefined ? '' : ', or not among the days asked for'}.
            </>
          )
        }
        legend={<HeatLegend />}
        height={(width) => heatHeight(of, width)}
        draw={(width) => <HeatGrid of={of} width={width} />}
        over={(width) => <HeatCells of={of} width={width} label="Absence by day" />}
        table={() => ({
          columns: ['Week of', ...DAYS],
          rows: mondays.map((monday) => ({
            key: monday,
            cells: [
              weekName(monday),
              ...DAYS.map((name, place) => {
                const one = dayAt(monday, place)
                if (one === undefined) return isAsked(addDays(monday, place)) ? 'No school' : 'Not asked for'
                const why = ofPeriod(base, { from: one.day, to: one.day })
                return (
                  <Figure
                    key={name}
                    why={{ ...why, figure: 'absence' }}
                    count={one.absent}
                    of={one.possible}
                    what={`Absence on ${longDay(one.day)}`}
                  />
                )
              }),
            ],
          })),
        })}
      />
    </Section>
  )
}
