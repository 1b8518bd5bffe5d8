import { Section } from '../../../ui/components/section.tsx'
import { BROKEN_TIMES_NAMES } from '../../rules/shape/shape-words.ts'
import { BarChart, barsHeight } from '../chart/bar-chart.tsx'
import { ChartFrame } from '../chart/chart-frame.tsx'
import figures from '../figures/figures.module.css'
import styles from './shape.module.css'
import { ShapeFigure } from './shape-figure.tsx'
import { type ShapeOf, shareOf } from './shape-of.ts'
import { ShapeTable } from './shape-table.tsx'

/** How many pupils have how many weeks of which they missed a part. */
export function BrokenWeeks({ of }: { readonly of: ShapeOf }) {
  const { brokenByTimes, all } = of.answer
  const bars = brokenByTimes.map(({ times, enrolments }) => ({
    name: BROKEN_TIMES_NAMES[times],
    value: shareOf(enrolments, all.enrolments),
  }))
  const table = {
    columns: ['How often', 'Pupils', 'Of all pupils'],
    rows: brokenByTimes.map(({ times, enrolments }) => ({
      id: times,
      cells: [
        BROKEN_TIMES_NAMES[times],
        <ShapeFigure key="pupils" of={of} part={`broken-weeks-${times}`} value={enrolments} />,
        <ShapeFigure
          key="share"
          of={of}
          part={`broken-weeks-${times}`}
          value={`${shareOf(enrolments, all.enrolments).toFixed(1)} %`}
          name={`${BROKEN_TIMES_NAMES[times]}: ${enrolments} of ${all.enrolments} pupils`}
        />,
      ],
    })),
  }
  return (
    <Section title="Broken weeks">
      <p className={figures.lead}>
        A week of a pupil of which they attended a part and missed a part. Rates hide it: a pupil at 95 % may have
        missed half a day of every second week.
      </p>
      <div className={styles.beside}>
        <ChartFrame
          title="Pupils by broken weeks"
          says={`${all.brokenWeeks.enrolments.toLocaleString('en-GB')} of ${all.enrolments.toLocaleString('en-GB')} pupils have at least one broken week.`}
          height={(width) => barsHeight(bars, width)}
          draw={(width) => <BarChart bars={bars} width={width} />}
        />
        <ShapeTable label="Pupils by broken weeks" {...table} />
      </div>
    </Section>
  )
}
