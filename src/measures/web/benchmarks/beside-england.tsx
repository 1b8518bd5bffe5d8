import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { type Day, shortDay } from '../../../kernel/day.ts'
import { schoolYear, schoolYearName } from '../../../kernel/school-year.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { percentText } from '../../../ui/components/percentage.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { besideEngland, type ComparedWithEngland, type FiguresShown, type Published } from '../../contract.ts'
import { Explained, type Standing } from '../asked/explained.tsx'
import type { AskedText } from '../asked/use-asked.ts'
import styles from '../cohorts/cohorts.module.css'
import {
  countedAlike,
  gapInWords,
  gapsInWords,
  ownName,
  PUBLISHED_FIGURES,
  seriesName,
  startWith,
} from './england-words.ts'

type Own = ComparedWithEngland['own'][number]
type PublishedFigure = (typeof PUBLISHED_FIGURES)[number]['figure']

/** "autumn term 2024/25, daily collection", where it does not begin the line. */
const inSentence = (name: string) => `${name.charAt(0).toLowerCase()}${name.slice(1)}`

/**
 * The school beside DfE's published figures, each side counted alike: one series and one part of a year at a time. With `groups`, its groups of
 * pupils beside England's same groups.
 */
export function BesideEngland({ asked, groups }: { readonly asked: AskedText; readonly groups: boolean }) {
  const schoolId = useSchoolId()
  const { year, to } = asked
  const question = useOperation(besideEngland, { params: { schoolId }, querystring: { year, to } }, { keepLast: true })
  const [chosen, setChosen] = useState<string>()
  const [chosenYear, setChosenYear] = useState<number>()
  const answer = question.data
  const offered = (answer?.compared ?? []).filter((one) => one.own.length > 0 && (!groups || one.groups.length > 0))
  const of = offered.find(({ id }) => id === chosen) ?? startWith(offered)
  if (answer === undefined || of === undefined) return null
  const own = of.own.find((one) => one.year === chosenYear) ?? of.own[0]
  if (own === undefined) return null
  const standing = { until: own.until, journalNumber: answer.journalNumber }
  return (
    <Section
      title={`${groups ? 'Beside the same groups in England' : 'Beside England, counted alike'}: ${inSentence(seriesName(of))}`}
    >
      <div className="no-print" style={{ display: 'flex', flexWrap: 'wrap', gap: '0.75rem', marginBottom: '0.75rem' }}>
        <NativeSelect
          label="DfE’s figures"
          value={of.id}
          data={offered.map((one) => ({ value: one.id, label: seriesName(one) }))}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
        <NativeSelect
          label="This school’s year"
          value={String(own.year)}
          data={of.own.map((one) => ({ value: String(one.year), label: ownName(one) }))}
          onChange={(event) => setChosenYear(Number(event.currentTarget.value))}
        />
      </div>
      <p className={styles.lead} data-plain="rule">
        {countedAlike(of)} Here {shortDay(own.from as Day)} to {shortDay(own.until.day)}
        {own.isComplete ? '' : ', so far: a part of these days beside all of them'}. The whole school, whatever part is
        chosen above. <PageLink there={{ to: '/definitions' }}>How each is counted</PageLink>
      </p>
      <EnglandTable of={of} own={own} groups={groups} standing={standing} />
      {groups && (
        <ul className={styles.quiet} aria-label="Gaps between groups">
          {gapsInWords(of, of.own.indexOf(own)).map((sentence) => (
            <li key={sentence}>
              <Explained
                of="gap-to-rest"
                what="Gap between two groups, here and in England"
                look="words"
                from={[
                  ['Here and in England', sentence],
                  ['Made from', 'the rates of both groups in the table above: each opens what it was counted from'],
                ]}
                standing={standing}
              >
                {sentence}
              </Explained>
            </li>
          ))}
        </ul>
      )}
      <Sources of={of} groups={groups} />
    </Section>
  )
}

function EnglandTable({
  of,
  own,
  groups,
  standing,
}: {
  readonly of: ComparedWithEngland
  readonly own: Own
  readonly groups: boolean
  readonly standing: Standing
}) {
  const place = of.own.indexOf(own)
  const all = of.england === null ? [] : [{ id: 'all', name: 'All pupils', england: of.england, figures: own.figures }]
  const rows = [
    ...all,
    ...(groups ? of.groups.map(({ own: figures, ...one }) => ({ ...one, figures: figures[place] ?? null })) : []),
  ]
  const shown = PUBLISHED_FIGURES.filter(({ figure }) => rows.some(({ england }) => england[figure] !== null))
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label="Beside England">
        <thead>
          <tr>
            <th scope="col">Group</th>
            {shown.map(({ figure, name }) => (
              <th key={figure} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, england, figures }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              {shown.map(({ figure, name: label }) => (
                <td key={figure} data-label={label}>
                  <Cell {...{ figure, england, figures, standing, what: `${label}, ${name}` }} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function countsOf(figure: PublishedFigure, { sessions, enrolments, persistent, severe }: FiguresShown) {
  if (figure === 'absence') return { count: sessions.absent, of: sessions.possible, unit: 'possible sessions' }
  return { count: figure === 'persistent' ? persistent : severe, of: enrolments, unit: 'pupils' }
}

function Cell({
  figure,
  england,
  figures,
  standing,
  what,
}: {
  readonly figure: PublishedFigure
  readonly england: Published
  readonly figures: FiguresShown | null
  readonly standing: Standing
  readonly what: string
}) {
  const published = england[figure]
  const counts = figures === null ? undefined : countsOf(figure, figures)
  const own = counts === undefined || counts.count === null || counts.of === 0 ? undefined : counts.count
  const rate = own === undefined || counts === undefined ? undefined : Number(percentText(own, counts.of))
  return (
    <span>
      {rate === undefined || counts === undefined ? (
        <span className={styles.quiet}>{figures === null ? 'Hidden or nobody' : 'None'}</span>
      ) : (
        <Explained
          of="counted-alike"
          what={what}
          from={[[`Of ${counts.of.toLocaleString('en-GB')} ${counts.unit}`, (own ?? 0).toLocaleString('en-GB')]]}
          standing={standing}
        >
          {rate.toFixed(1)} %
        </Explained>
      )}
      <span className={styles.numbers} style={{ whiteSpace: 'normal' }}>
        {published === null ? (
          'England not published'
        ) : (
          <>
            England{' '}
            <Explained
              of="benchmark"
              what={`${what}, England`}
              from={[
                ['School year', schoolYearName(schoolYear(england.year))],
                ['Table', england.source],
                [
                  'Checked',
                  england.verified ? 'typed from the table named' : 'unverified: the table itself was not seen',
                ],
              ]}
            >
              {published.toFixed(1)} %
            </Explained>
            {england.verified ? '' : ' (unverified)'}
            {rate !== undefined && (
              <>
                ,{' '}
                <Explained
                  of="change"
                  what={`${what}, here beside England`}
                  look="words"
                  from={[
                    ['Here', `${rate.toFixed(1)} %`],
                    ['England', `${published.toFixed(1)} %, ${england.source}`],
                  ]}
                  standing={standing}
                >
                  {gapInWords(rate, published)}
                </Explained>
              </>
            )}
          </>
        )}
      </span>
    </span>
  )
}

function Sources({ of, groups }: { readonly of: ComparedWithEngland; readonly groups: boolean }) {
  const published = [
    ...(of.england === null ? [] : [of.england]),
    ...(groups ? of.groups.map((one) => one.england) : []),
  ]
  const sources = [...new Map(published.map((one) => [one.source, one] as const)).values()]
  return (
    <div className={styles.quiet} style={{ maxWidth: 'var(--fb-measure)', marginTop: '0.5rem' }}>
      {groups && (
        <p>
          England’s groups are of all phases together, year groups of mainstream schools: DfE’s tables by phase are not
          carried here. Primary schools lie below them and secondary schools above, so the gap between two groups says
          more than the level of one.
        </p>
      )}
      {sources.map(({ source, year, verified }) => (
        <p key={source} style={{ margin: '0.25rem 0' }} data-plain="source">
          {schoolYearName(schoolYear(year))}: {source}.{verified ? '' : ' Unverified.'}
        </p>
      ))}
    </div>
  )
}
