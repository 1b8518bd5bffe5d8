import { schoolYear, schoolYearName } from '../../../kernel/school-year.ts'
import { Section } from '../../../ui/components/section.tsx'
import { bandByAttendance, bandName } from '../../rules/shape/shape-words.ts'
import { Explained } from '../asked/explained.tsx'
import { BarChart, BarLegend, barsHeight } from '../chart/bar-chart.tsx'
import { ChartFrame } from '../chart/chart-frame.tsx'
import figures from '../figures/figures.module.css'
import styles from './shape.module.css'
import { ShapeFigure } from './shape-figure.tsx'
import { type ShapeAnswer, type ShapeOf, shareOf } from './shape-of.ts'
import { ShapeTable } from './shape-table.tsx'

/** Pupils by what they missed, beside how England's lay. */
export function Bands({ of }: { readonly of: ShapeOf }) {
  const { bands, all, published } = of.answer
  const bars = bands.map((enrolments, band) => ({
    name: bandName(band),
    value: shareOf(enrolments, all.enrolments),
    ...(published === null ? {} : { beside: published.shares[band] ?? 0 }),
  }))
  const england = published === null ? undefined : englandName(published)
  const table = {
    columns: ['Absence', 'Pupils', 'Of all pupils', ...(england === undefined ? [] : ['England'])],
    rows: bands.map((enrolments, band) => ({
      id: String(band),
      cells: [
        <span key="name">
          {bandName(band)}
          <span className={styles.under}>attendance {bandByAttendance(band)}</span>
        </span>,
        <ShapeFigure key="pupils" of={of} part={`band-${band}`} value={enrolments} />,
        <ShapeFigure
          key="share"
          of={of}
          part={`band-${band}`}
          value={`${shareOf(enrolments, all.enrolments).toFixed(1)} %`}
          name={`Absence of ${bandName(band)}: ${enrolments} of ${all.enrolments} pupils`}
        />,
        ...(published === null ? [] : [<England key="england" band={band} published={published} />]),
      ],
    })),
  }
  return (
    <Section title="Pupils by band of absence">
      <p className={figures.lead}>
        Each pupil’s own absence so far. From 10 % it is persistent, from 50 % severe.
        {england !== undefined &&
          ` Beside it ${england}: a whole year, while part of one spreads pupils wider at first.`}
      </p>
      <div className={styles.beside}>
        <ChartFrame
          title="Pupils by band of absence"
          says={`${(bands[0] ?? 0).toLocaleString('en-GB')} of ${all.enrolments.toLocaleString('en-GB')} pupils missed less than 5 %.`}
          height={(width) => barsHeight(bars, width)}
          draw={(width) => <BarChart bars={bars} width={width} />}
          {...(england === undefined ? {} : { legend: <BarLegend main={of.whom} beside={england} /> })}
        />
        <ShapeTable label="Pupils by band of absence" {...table} />
      </div>
    </Section>
  )
}

type Published = NonNullable<ShapeAnswer['published']>

/** "England’s secondary schools, 2022/23". */
function englandName({ phase, year }: Published): string {
  const schools = phase === 'all' ? 'schools' : `${phase} schools`
  return `England’s ${schools}, ${schoolYearName(schoolYear(year))}`
}

function England({ band, published }: { readonly band: number; readonly published: Published }) {
  const share = `${(published.shares[band] ?? 0).toFixed(1)} %`
  return (
    <Explained
      of="benchmark"
      what={`Absence of ${bandName(band)}, ${englandName(published)}`}
      from={[
        ['Published', `${share} of enrolments`],
        ['Series', 'school census, a whole school year'],
        ['Published in', published.source],
      ]}
    >
      {share}
    </Explained>
  )
}
