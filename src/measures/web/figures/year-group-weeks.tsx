import { Section } from '../../../ui/components/section.tsx'
import { Figure } from '../asked/figure.tsx'
import { ChartFrame } from '../chart/chart-frame.tsx'
import { HeatCells } from '../chart/heat-cells.tsx'
import { HeatGrid, type HeatOf, heatHeight } from '../chart/heat-grid.tsx'
import { HeatLegend } from '../chart/legends.tsx'
import { type Base, cellInWords, type Figures, ofPeriod, rateOf, weekName } from './answer.ts'
import { partsInWords } from './trend.tsx'

/** Absence of each year group in each week. */
export function YearGroupWeeks({ base, answer }: { readonly base: Base; readonly answer: Figures }) {
  const { byYearGroup, weeks } = answer
  if (byYearGroup.length === 0) return null
  const of: HeatOf = {
    across: weeks.map(({ monday }) => weekName(monday)),
    down: byYearGroup.map(({ name }) => name),
    cells: byYearGroup.map(({ yearGroup, name, weeks: sessions }) =>
      sessions.map(({ absent, possible }, place) => {
        const week = weeks[place]
        if (week === undefined) return { value: undefined, says: '' }
        const what = `Absence of ${name}, week of ${weekName(week.monday)}`
        return {
          value: rateOf(absent, possible),
          says: cellInWords(what, absent, possible),
          why: { asked: { ...ofPeriod(base, week), yearGroups: yearGroup, figure: 'absence' }, what },
        }
      }),
    ),
  }
  return (
    <Section title="By year group">
      <ChartFrame
        title="Absence by year group and week"
        says={`Sessions missed of those possible. Read along a year group for its weeks, and down a week for what the year groups share.${partsInWords(answer)}`}
        legend={<HeatLegend />}
        height={(width) => heatHeight(of, width)}
        draw={(width) => <HeatGrid of={of} width={width} />}
        over={(width) => <HeatCells of={of} width={width} label="Absence by year group and week" />}
        table={() => ({
          columns: ['Year group', 'All weeks', ...weeks.map(({ monday }) => weekName(monday))],
          rows: byYearGroup.map(({ yearGroup, name, figures, weeks: sessions }) => ({
            key: yearGroup,
            cells: [
              name,
              <Figure
                key="all"
                why={{ ...base, yearGroups: yearGroup, figure: 'absence' }}
                count={figures.sessions.absent}
                of={figures.sessions.possible}
                what={`Absence of ${name}`}
              />,
              ...sessions.map(({ absent, possible }, place) => {
                const week = weeks[place]
                if (week === undefined) return ''
                const { monday } = week
                return (
                  <Figure
                    key={monday}
                    why={{ ...ofPeriod(base, week), yearGroups: yearGroup, figure: 'absence' }}
                    count={absent}
                    of={possible}
                    what={`Absence of ${name}, week of ${weekName(monday)}`}
                    look="short"
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
