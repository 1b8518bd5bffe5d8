import { Section } from '../../../ui/components/section.tsx'
import { partName, SPELL_LENGTH_NAMES } from '../../rules/shape/shape-words.ts'
import { BarChart, BarLegend, barsHeight } from '../chart/bar-chart.tsx'
import { ChartFrame } from '../chart/chart-frame.tsx'
import figures from '../figures/figures.module.css'
import styles from './shape.module.css'
import { ShapeFigure } from './shape-figure.tsx'
import { type ShapeOf, shareOf } from './shape-of.ts'
import { ShapeTable } from './shape-table.tsx'

/** How long stays away last, and how much of all absence each length makes. */
export function Stays({ of }: { readonly of: ShapeOf }) {
  const { staysByLength, all } = of.answer
  const bars = staysByLength.map(({ length, count, sessions }) => ({
    name: SPELL_LENGTH_NAMES[length].name,
    value: shareOf(count, all.stays.count),
    beside: shareOf(sessions, all.absent),
  }))
  const table = {
    columns: ['How long', 'Stays', 'Pupils', 'Sessions missed', 'Of all absence'],
    rows: staysByLength.map(({ length, count, enrolments, sessions }) => {
      const part = `stays-${length}` as const
      const named = (what: string) => `${partName(part)}, ${what}`
      return {
        id: length,
        cells: [
          <span key="name">
            {SPELL_LENGTH_NAMES[length].name}
            <span className={styles.under}>{SPELL_LENGTH_NAMES[length].sessions}</span>
          </span>,
          <ShapeFigure key="stays" of={of} part={part} value={count} />,
          <ShapeFigure key="pupils" of={of} part={part} value={enrolments} name={named('pupils')} />,
          <ShapeFigure key="sessions" of={of} part={part} value={sessions} name={named('sessions missed')} />,
          <ShapeFigure
            key="share"
            of={of}
            part={part}
            value={`${shareOf(sessions, all.absent).toFixed(1)} %`}
            name={named(`${sessions} of ${all.absent} sessions missed`)}
          />,
        ],
      }
    }),
  }
  return (
    <Section title="How long stays away last">
      <p className={figures.lead}>
        A stay away is absent sessions one after the other, whatever the reasons; a weekend does not end it. Odd days
        and long stretches call for different help, and often many short stays make less absence than a few long ones.
      </p>
      <div className={styles.beside}>
        <ChartFrame
          title="Stays away by length"
          says={saysOf(of)}
          height={(width) => barsHeight(bars, width)}
          draw={(width) => <BarChart bars={bars} width={width} />}
          legend={<BarLegend main="of all stays away" beside="of all sessions missed" />}
        />
        <ShapeTable label="Stays away by length" {...table} />
      </div>
    </Section>
  )
}

/** What the picture shows, in a sentence. */
function saysOf({ answer: { staysByLength, all } }: ShapeOf): string {
  if (all.stays.count === 0) return 'Nobody was away in these days.'
  const short = staysByLength.filter(({ length }) => length === 'half-day' || length === 'day')
  const sum = (of: (one: (typeof short)[number]) => number) => short.reduce((so, one) => so + of(one), 0)
  const stays = shareOf(
    sum(({ count }) => count),
    all.stays.count,
  )
  const missed = shareOf(
    sum(({ sessions }) => sessions),
    all.absent,
  )
  return `Stays of a day or less are ${stays.toFixed(0)} % of all stays away, and ${missed.toFixed(0)} % of the sessions missed.`
}
