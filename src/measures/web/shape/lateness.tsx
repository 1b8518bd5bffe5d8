import { Section } from '../../../ui/components/section.tsx'
import { LATE_LENGTH_NAMES, minutesInWords, partName } from '../../rules/shape/shape-words.ts'
import { BarChart, barsHeight } from '../chart/bar-chart.tsx'
import { ChartFrame } from '../chart/chart-frame.tsx'
import figures from '../figures/figures.module.css'
import styles from './shape.module.css'
import { ShapeFigure } from './shape-figure.tsx'
import { type ShapeOf, shareOf } from './shape-of.ts'
import { ShapeTable } from './shape-table.tsx'

/** How late pupils come, from the opening of their register. */
export function Lateness({ of }: { readonly of: ShapeOf }) {
  const { lateByLength, all } = of.answer
  const { sessions: late, minutes, withoutMinutes } = all.late
  const bars = lateByLength.map(({ length, sessions }) => ({
    name: LATE_LENGTH_NAMES[length],
    value: shareOf(sessions, late),
  }))
  const table = {
    columns: ['How late', 'Late sessions', 'Pupils', 'Of all late'],
    rows: lateByLength.map(({ length, sessions, enrolments }) => {
      const part = `late-${length}` as const
      return {
        id: length,
        cells: [
          LATE_LENGTH_NAMES[length],
          <ShapeFigure key="sessions" of={of} part={part} value={sessions} />,
          <ShapeFigure key="pupils" of={of} part={part} value={enrolments} name={`${partName(part)}, pupils`} />,
          <ShapeFigure
            key="share"
            of={of}
            part={part}
            value={`${shareOf(sessions, late).toFixed(1)} %`}
            name={`${partName(part)}: ${sessions} of ${late} late sessions`}
          />,
        ],
      }
    }),
  }
  return (
    <Section title="Minutes late">
      <p className={figures.lead}>
        From the opening of the pupil’s own register to the time of arrival that the register or the late desk entered.
        {late > 0 &&
          ` ${minutesInWords(minutes)} in ${(late - withoutMinutes).toLocaleString('en-GB')} late sessions${withoutMinutes === 0 ? '.' : `; ${withoutMinutes.toLocaleString('en-GB')} more have no time of arrival and add nothing to the minutes.`}`}
      </p>
      <div className={styles.beside}>
        <ChartFrame
          title="Late sessions by minutes"
          says={late === 0 ? 'Nobody came late in these days.' : saysOf(of)}
          height={(width) => barsHeight(bars, width)}
          draw={(width) => <BarChart bars={bars} width={width} />}
        />
        <ShapeTable label="Late sessions by minutes" {...table} />
      </div>
    </Section>
  )
}

function saysOf({ answer: { lateByLength, all } }: ShapeOf): string {
  const short = lateByLength.filter(({ length }) => length === 'under-5' || length === '5-to-9')
  const sessions = short.reduce((sum, one) => sum + one.sessions, 0)
  return `${shareOf(sessions, all.late.sessions).toFixed(0)} % of late sessions were of less than ten minutes.`
}
