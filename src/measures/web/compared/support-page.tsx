import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { z } from 'zod'
import { longDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { uuidShape } from '../../../kernel/shapes.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { usePageParams, useSchoolId } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { type Column, DataTable } from '../../../ui/components/data-table.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { percentText } from '../../../ui/components/percentage.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { StatCard, StatCards } from '../../../ui/components/stat-card.tsx'
import { useMay } from '../../../ui/me.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { compareSupport } from '../../contract.ts'
import { Explained } from '../asked/explained.tsx'
import styles from '../behind/behind.module.css'
import { Behind } from '../behind/behind.tsx'
import { sessionText } from '../behind/mark-sessions.tsx'
import { pointsText } from '../behind/points.ts'
import { PointsLarge } from '../behind/points-large.tsx'
import { PupilAbsence } from '../behind/pupil-absence.tsx'
import { PupilLinks } from '../behind/pupil-links.tsx'
import { EffectChart } from './effect-chart.tsx'
import { EndDialog } from './end-support.tsx'
import { forWhom } from './supports-page.tsx'

type Comparison = Answer<typeof compareSupport>
type Compared = Comparison['pupils'][number]

/** Did one support help? Before and after beside pupils who were alike. */
export function Page() {
  const schoolId = useSchoolId()
  const { supportId } = usePageParams(z.object({ supportId: uuidShape() }))
  const comparison = useOperation(compareSupport, { params: { schoolId, supportId } })
  return (
    <>
      {comparison.data === undefined && (
        <PageHeader title="Did it help?" above={<PageLink there={{ to: '/supports' }}>Did it help?</PageLink>} />
      )}
      <Answered question={comparison}>{(answer) => <Result answer={answer} />}</Answered>
    </>
  )
}

function Result({ answer }: { readonly answer: Comparison }) {
  const { support, before, after, pupils, leftOut } = answer
  const mayRecord = useMay()('measures.record')
  const [ending, setEnding] = useState(false)
  return (
    <>
      <PageHeader
        title={support.name}
        above={<PageLink there={{ to: '/supports' }}>Did it help?</PageLink>}
        lead={
          <>
            <Whom answer={answer} />, from {longDay(support.from)}
            {support.to === null ? '' : ` until ${longDay(support.to)}`}. Recorded by {support.recorded.name},{' '}
            {support.recorded.position}.
          </>
        }
        actions={
          mayRecord &&
          support.to === null && (
            <Button variant="default" onClick={() => setEnding(true)}>
              It has ended
            </Button>
          )
        }
      />
      <p className={styles.words}>
        <Effect answer={answer} what="effect" look="words">
          {answer.words}
        </Effect>
      </p>
      {answer.compared > 0 && (
        <>
          <StatCards>
            <StatCard
              label="Absence of those supported"
              value={<Effect answer={answer} what="change" />}
              note="after than before"
            />
            <StatCard
              label="Of pupils alike"
              value={<Effect answer={answer} what="changeOfAlike" />}
              note={`in the same weeks, without it; ${gapWords(answer.gap)}`}
            />
            <StatCard
              label="The difference"
              value={<Effect answer={answer} what="effect" />}
              note={<span data-plain="rule">{answer.noInterval ?? 'its interval is drawn below'}</span>}
            />
          </StatCards>
          {answer.interval !== null && answer.effect !== null && (
            <EffectChart effect={answer.effect} interval={answer.interval} />
          )}
        </>
      )}
      <WhyNotJustBeforeAndAfter />
      <Section title="Pupils compared">
        {before !== null && after !== null && (
          <p className={styles.words}>
            Before: up to {sessionText(before.to)}. After: from {sessionText(after.from)} to {sessionText(after.to)}.{' '}
            <Explained
              of="support-compared"
              what="Pupils who can be compared"
              look="words"
              from={[
                ['Supported', answer.supported],
                ['Can be compared', answer.compared],
                ['Left out', `${leftOut.length}, each with the reason below`],
              ]}
              standing={answer}
            >
              {answer.compared} of {answer.supported} can be compared
            </Explained>
            .
          </p>
        )}
        <DataTable
          label="Pupils compared"
          noun={['pupil', 'pupils']}
          rows={pupils}
          rowKey={({ pupil }) => pupil.id}
          columns={columnsFor(answer)}
          empty={{
            title: 'Nobody can be compared yet',
            because:
              'Each pupil needs at least twenty possible sessions before and after, and somebody alike without the support.',
          }}
        />
      </Section>
      {leftOut.length > 0 && <LeftOut leftOut={leftOut} />}
      <EndDialog opened={ending} onClose={() => setEnding(false)} supportId={support.id} name={support.name} />
    </>
  )
}

/** "they had 0.3 points less absence before". */
function gapWords(gap: number): string {
  if (Math.abs(gap) < 0.05) return 'they had the same absence before'
  return `they had ${Math.abs(gap).toFixed(1)} points ${gap > 0 ? 'less' : 'more'} absence before`
}

const EFFECTS = {
  change: ['support-change', 'Change in absence of those supported'],
  changeOfAlike: ['support-change', 'Change in absence of pupils alike'],
  effect: ['support-effect', 'The difference that the support may have made'],
} as const

/** For whom it was recorded, with who can be compared and who is left out. */
function Whom({ answer: { support, pupils, leftOut } }: { readonly answer: Comparison }) {
  if (support.pupils === null) return forWhom(support)
  const named = leftOut.flatMap(({ pupil }) => (pupil === null ? [] : [pupil]))
  return (
    <Explained
      of="support-compared"
      what={`Pupils for whom ${support.name} was recorded`}
      look="words"
      from={[
        ['Named by', `${support.recorded.name}, ${support.recorded.position}`],
        ['Compared', <PupilLinks key="compared" pupils={pupils.map(({ pupil }) => pupil)} />],
        ['Left out', <PupilLinks key="left-out" pupils={named} />],
      ]}
    >
      {forWhom(support)}
    </Explained>
  )
}

/** One of the three numbers of the comparison, with the others, the days and how many pupils it rests on. */
function Effect({
  answer,
  what,
  look = 'large',
  children,
}: {
  readonly answer: Comparison
  readonly what: keyof typeof EFFECTS
  readonly look?: 'large' | 'words'
  readonly children?: ReactNode
}) {
  const { before, after, compared, supported, interval, change, changeOfAlike, gap, changeOfGap, effect } = answer
  const [of, name] = EFFECTS[what]
  const daysOf = (span: Comparison['before']) =>
    span === null ? 'none' : `${sessionText(span.from)} to ${sessionText(span.to)}`
  return (
    <Explained
      of={of}
      what={name}
      look={look}
      from={[
        ['Pupils compared', `${compared} of ${supported} supported; each stands in the table with their own numbers`],
        ['Before', daysOf(before)],
        ['After', daysOf(after)],
        ['Change of those supported', pointsText(change)],
        ['Change of pupils alike', pointsText(changeOfAlike)],
        ['Absence before, beside pupils alike', pointsText(gap)],
        ['Change that goes with that', pointsText(changeOfGap)],
        ['The difference', effect === null ? 'none given' : pointsText(effect)],
        [
          '95 % interval',
          interval === null
            ? `none: ${answer.noInterval ?? ''}`
            : `from ${pointsText(interval.low)} to ${pointsText(interval.high)}`,
        ],
      ]}
      standing={answer}
    >
      {children ?? (answer[what] === null ? 'cannot be told' : <PointsLarge change={answer[what]} />)}
    </Explained>
  )
}

/** One pupil's change, from the two absences that stand beside it. */
function OwnChange({ of: { pupil, before, after, change } }: { readonly of: Compared }) {
  const rate = ({ absent, possible }: Compared['before']) =>
    `${percentText(absent, possible)} %: ${absent} of ${possible} possible sessions`
  return (
    <Explained
      of="support-change"
      what={`Change in absence of ${pupil.name}`}
      from={[
        ['Before', rate(before)],
        ['After', rate(after)],
      ]}
    >
      {pointsText(change)}
    </Explained>
  )
}

function WhyNotJustBeforeAndAfter() {
  return (
    <Behind lone label="Why not simply before and after?">
      <p>
        Pupils are chosen for support when they are at their worst. On average they would come back toward their usual
        selves without any help: regression to the mean. Before and after alone would call that a success.
      </p>
      <p>
        So each supported pupil is set beside up to five pupils of this school who had nearly the same absence before
        (no more than two points apart) and lately, in about the same year group, and had no support. They come back in
        the same way, and their change is taken away. Where they had a little less or more absence before, what of the
        change goes with that is corrected, by how it goes with it among pupils without the support. The 95 % interval
        is wide where pupils are few or differ much; where it spans nought, chance alone could explain the difference.
      </p>
      <p>
        Where everybody with much absence was supported, nobody like them went without. Then no difference is given:
        pupils with less absence do not come back as far, and comparing with them would call that a success.
      </p>
      <p>It is no experiment: who was chosen may differ in ways that marks do not show.</p>
    </Behind>
  )
}

function LeftOut({ leftOut }: { readonly leftOut: Comparison['leftOut'] }) {
  return (
    <Section title="Left out, and why">
      <ul className={styles.rows}>
        {leftOut.map(({ pupil, why }, at) => (
          <li key={pupil?.id ?? at} className={styles.row}>
            <span>
              {pupil === null ? (
                'A pupil'
              ) : (
                <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId: pupil.id } }}>{pupil.name}</PageLink>
              )}{' '}
              <span className={styles.quiet}>{pupil?.group}</span>
            </span>
            <span className={styles.quiet} data-plain="rule">
              {why}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function columnsFor({ before, after, year }: Comparison): readonly Column<Compared>[] {
  const daysOf = (span: Comparison['before']) =>
    span === null ? { year } : { year, from: span.from.day, to: span.to.day }
  return [
    {
      id: 'pupil',
      label: 'Pupil',
      onCard: 'title',
      sortBy: ({ pupil }) => pupil.name,
      cell: ({ pupil }) => (
        <div>
          <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId: pupil.id } }}>{pupil.name}</PageLink>{' '}
          <span className={styles.quiet}>{pupil.group}</span>
        </div>
      ),
    },
    {
      id: 'before',
      label: 'Absence before',
      sortBy: (one) => one.before.absent / one.before.possible,
      cell: ({ pupil, before: counted }) => (
        <PupilAbsence pupilId={pupil.id} name={pupil.name} {...counted} asked={daysOf(before)} />
      ),
    },
    {
      id: 'after',
      label: 'After',
      sortBy: (one) => one.after.absent / one.after.possible,
      cell: ({ pupil, after: counted }) => (
        <PupilAbsence pupilId={pupil.id} name={pupil.name} {...counted} asked={daysOf(after)} />
      ),
    },
    { id: 'change', label: 'Change', sortBy: ({ change }) => change, cell: (one) => <OwnChange of={one} /> },
    {
      id: 'alike',
      label: 'Those alike',
      sortBy: ({ changeOfAlike }) => changeOfAlike,
      cell: ({ changeOfAlike, gap, alike }) => (
        <div>
          <Explained
            of="support-change"
            what="Change of pupils alike"
            from={[
              ['Pupils alike', alike.length],
              ['The mean of their changes', pointsText(changeOfAlike)],
              ['Absence before, beside theirs', pointsText(gap)],
              ['Who', <PupilLinks key="who" pupils={alike.map(({ pupil }) => pupil)} />],
            ]}
          >
            {pointsText(changeOfAlike)}
          </Explained>
          <Behind label={alike.length === 1 ? '1 pupil alike' : `${alike.length} pupils alike`}>
            <ul className={styles.rows}>
              {alike.map(({ pupil, change }) => (
                <li key={pupil.id} className={styles.row}>
                  <span data-plain="name">
                    {pupil.name} <span className={styles.quiet}>{pupil.group}</span>
                  </span>
                  <span data-plain="inside">{pointsText(change)}</span>
                </li>
              ))}
            </ul>
          </Behind>
        </div>
      ),
    },
  ]
}
