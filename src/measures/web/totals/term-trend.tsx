import type { Answer } from '../../../kernel/operation.ts'
import { percentText } from '../../../ui/components/percentage.tsx'
import { Section } from '../../../ui/components/section.tsx'
import type { schoolTotals } from '../../contract.ts'
import { Explained, type Standing } from '../asked/explained.tsx'
import { ChartFrame } from '../chart/chart-frame.tsx'
import { LineChart } from '../chart/line-chart.tsx'
import { rateOf, weekName } from '../figures/answer.ts'

const AIM = 95
const height = (width: number) => (width < 620 ? 200 : 240)

/** Attendance week by week, for readers who see no single pupil. */
export function TermTrend({
  weeks,
  standing,
}: {
  readonly weeks: Answer<typeof schoolTotals>['weeks']
  readonly standing: Standing
}) {
  if (weeks.length < 2) return null
  return (
    <Section title="Week by week">
      <ChartFrame
        title="Attendance by week"
        says={`Attendance of each week. The dotted line is ${AIM} %.${weeks.some(({ sessions }) => sessions === null) ? ' Weeks in which only a few pupils had a session are left out, and others that would give them away.' : ''}`}
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
                values: weeks.map(({ sessions }) =>
                  sessions === null ? undefined : rateOf(sessions.attended, sessions.possible),
                ),
              },
            ]}
          />
        )}
        table={() => ({
          columns: ['Week of', 'Attendance', 'Absence'],
          rows: weeks.map(({ monday, sessions }) => ({
            key: monday,
            cells: [
              weekName(monday),
              <WeekRate key="a" name="Attendance" counted="attended" {...{ monday, sessions, standing }} />,
              <WeekRate key="b" name="Absence" counted="absent" {...{ monday, sessions, standing }} />,
            ],
          })),
        })}
      />
    </Section>
  )
}

type Week = Answer<typeof schoolTotals>['weeks'][number]

/** One week's rate: its sessions by what they count as, of the whole school. */
function WeekRate({
  name,
  counted,
  monday,
  sessions,
  standing,
}: Week & { readonly name: string; readonly counted: 'attended' | 'absent'; readonly standing: Standing }) {
  if (sessions === null) return 'Hidden'
  const count = sessions[counted]
  const { possible, present, approvedActivity, authorised, unauthorised, missing } = sessions
  if (possible === 0) return 'No sessions'
  const grouped = (sum: number) => sum.toLocaleString('en-GB')
  return (
    <Explained
      of="week-of-school"
      what={`${name} of the school, week of ${weekName(monday)}`}
      from={[
        [name, `${grouped(count)} of ${grouped(possible)} possible sessions`],
        ['Present', grouped(present)],
        ['Approved activity', grouped(approvedActivity)],
        ['Authorised absence', grouped(authorised)],
        ['Unauthorised absence', grouped(unauthorised)],
        ['Without a mark', `${grouped(missing)}, in no rate`],
      ]}
      standing={standing}
    >
      {percentText(count, possible)} %
    </Explained>
  )
}
