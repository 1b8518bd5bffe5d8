import type { Answer } from '../../../kernel/operation.ts'
import { Percentage } from '../../../ui/components/percentage.tsx'
import { Section } from '../../../ui/components/section.tsx'
import type { schoolTotals } from '../../contract.ts'
import { ChartFrame } from '../chart/chart-frame.tsx'
import { LineChart } from '../chart/line-chart.tsx'
import { rateOf, weekName } from '../figures/answer.ts'

const AIM = 95
const height = (width: number) => (width < 620 ? 200 : 240)

/** Attendance week by week, for readers who see no single pupil. */
export function TermTrend({ weeks }: { readonly weeks: Answer<typeof schoolTotals>['weeks'] }) {
  if (weeks.length < 2) return null
  return (
    <Section title="Week by week">
      <ChartFrame
        title="Attendance by week"
        says={`${weeks.length} weeks of attendance. The dotted line is ${AIM} %.`}
        height={height}
        draw={(width) => (
          <LineChart
            width={width}
            height={height(width)}
            places={weeks.map(({ monday }) => weekName(monday))}
            marked={AIM}
            lines={[
              {
                name: 'Attendance',
                main: true,
                values: weeks.map(({ sessions }) => rateOf(sessions.attended, sessions.possible)),
              },
            ]}
          />
        )}
        table={() => ({
          columns: ['Week of', 'Attendance', 'Absence'],
          rows: weeks.map(({ monday, sessions: { attended, absent, possible } }) => ({
            key: monday,
            cells: [
              weekName(monday),
              <Percentage key="a" count={attended} of={possible} />,
              <Percentage key="b" count={absent} of={possible} />,
            ],
          })),
        })}
      />
    </Section>
  )
}
