import { NativeSelect } from '@mantine/core'
import { z } from 'zod'
import { shortDay } from '../../../kernel/day.ts'
import type { Answer } from '../../../kernel/operation.ts'
import { PageLink } from '../../../ui/address/page-link.tsx'
import { useSchoolId, useSearchState } from '../../../ui/address/use-address.ts'
import { Answered } from '../../../ui/components/answered.tsx'
import { type Column, DataTable } from '../../../ui/components/data-table.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { StatusPill } from '../../../ui/components/status-pill.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { findSchoolPatterns } from '../../contract.ts'
import { FilterBar } from '../asked/filter-bar.tsx'
import { useAsked } from '../asked/use-asked.ts'
import styles from '../behind/behind.module.css'
import { Behind } from '../behind/behind.tsx'
import { sessionText } from '../behind/mark-sessions.tsx'
import { Known } from './known.tsx'

type Found = Answer<typeof findSchoolPatterns>
type Pattern = Found['patterns'][number]

const shape = z.object({ kind: z.string().optional() })

/** Patterns in stays away that the school's own rates do not explain. */
export function Page() {
  const schoolId = useSchoolId()
  const [asked, setAsked] = useAsked()
  const found = useOperation(findSchoolPatterns, { params: { schoolId }, querystring: asked }, { keepLast: true })
  return (
    <>
      <PageHeader
        title="Patterns"
        lead="Shapes in short stays away that the school’s own rates do not explain. A pattern is a reason to ask, never a reason to blame."
      />
      <FilterBar
        asked={asked}
        onChange={setAsked}
        note={found.data !== undefined && <>Counted to {sessionText(found.data.until)}</>}
      />
      <Answered question={found}>{(answer) => <Result answer={answer} />}</Answered>
    </>
  )
}

function Result({ answer }: { readonly answer: Found }) {
  const [{ kind }, setShown] = useSearchState(shape)
  const { patterns } = answer
  const kinds = [...new Map(patterns.map((one) => [one.kindName, one.kindName])).keys()].sort()
  const shown = kind === undefined ? patterns : patterns.filter(({ kindName }) => kindName === kind)
  return (
    <>
      <Section title="What was found">
        <p className={styles.words}>
          <span className={styles.strong}>{answer.chance}</span> {lookedWords(answer)}
        </p>
        <HowFound answer={answer} />
        {kinds.length > 1 && (
          <NativeSelect
            label="Shape"
            maw="16rem"
            mb="md"
            value={kind ?? ''}
            data={[{ value: '', label: 'Every shape' }, ...kinds]}
            onChange={(event) => setShown({ kind: event.currentTarget.value || undefined })}
          />
        )}
        <DataTable
          label="Patterns"
          noun={['pattern', 'patterns']}
          rows={shown}
          rowKey={({ id }) => id}
          columns={COLUMNS}
          empty={{ title: 'No pattern stands out', because: whyEmpty(answer) }}
        />
      </Section>
      <Known known={answer.known} />
    </>
  )
}

function lookedWords({ pupils, lookedAt, fewest, tests }: Found): string {
  const n = (count: number) => count.toLocaleString('en-GB')
  return `${n(lookedAt)} of ${n(pupils)} pupils have at least ${fewest} short stays away and were looked at, for ${n(tests)} shapes in all.`
}

function whyEmpty({ lookedAt, fewest }: Found): string {
  if (lookedAt === 0)
    return `Nobody has ${fewest} short stays away in these days yet: fewer cannot show a habit. Choose more days, or come back later in the year.`
  return `The stays away of all ${lookedAt.toLocaleString('en-GB')} pupils looked at are what the school’s own rates lead one to expect. In a small school, or early in the year, only strong habits can be told from chance.`
}

function HowFound({ answer }: { readonly answer: Found }) {
  return (
    <Behind lone label="How this is found, and what it cannot say">
      <p>
        A stay away is absent sessions one after the other; stays longer than three school days are left out, because
        they are illness or leave more often than habit. Each pupil with at least {answer.fewest} is looked at for every
        shape: each weekday, Mondays and Fridays together, days beside a break, first and last weeks of a half-term,
        mornings, afternoons, and, where the school has entered them, days after late events, sessions without lessons
        and children at one address.
      </p>
      <p>
        Fridays are worse for everyone, so a pupil’s Fridays are compared with the school’s. Looking at many pupils for
        many shapes finds some by chance alone: the chances are corrected for all {answer.tests.toLocaleString('en-GB')}{' '}
        of them (Benjamini and Hochberg), so that of the patterns listed at most 1 in 20 is chance on average. “Strong”
        is at most 1 in 100, “very strong” 1 in 1,000.
      </p>
      <p>Nothing here says why. Ask the child and the family first.</p>
    </Behind>
  )
}

const STRENGTHS = { clear: 'Clear', strong: 'Strong', 'very strong': 'Very strong' } as const

const COLUMNS: readonly Column<Pattern>[] = [
  {
    id: 'pupil',
    label: 'Pupil',
    onCard: 'title',
    sortBy: ({ pupil }) => pupil?.name ?? '',
    width: '14rem',
    cell: ({ pupil, with: other }) =>
      pupil === null ? (
        'A pupil'
      ) : (
        <div>
          <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId: pupil.id } }}>{pupil.name}</PageLink>{' '}
          <span className={styles.quiet}>{pupil.group ?? pupil.yearGroup}</span>
          {other !== null && (
            <div className={styles.quiet}>
              with <PageLink there={{ to: '/pupils/$pupilId', params: { pupilId: other.id } }}>{other.name}</PageLink>
              {other.group !== null && `, ${other.group}`}
            </div>
          )}
        </div>
      ),
  },
  { id: 'kind', label: 'Shape', sortBy: ({ kindName }) => kindName, cell: ({ kindName }) => kindName, width: '11rem' },
  {
    id: 'seen',
    label: 'What was seen',
    cell: (pattern) => (
      <div>
        {pattern.words.replace(/ Evidence: .*$/, '')}
        {pattern.stays.length > 0 && <Stays pattern={pattern} />}
      </div>
    ),
  },
  {
    id: 'strength',
    label: 'Evidence',
    width: '9rem',
    sortBy: ({ adjusted }) => adjusted,
    cell: ({ strength }) => (
      <StatusPill tone={strength === 'very strong' ? 'now' : strength === 'strong' ? 'waiting' : 'quiet'}>
        {STRENGTHS[strength]}
      </StatusPill>
    ),
  },
]

function Stays({ pattern }: { readonly pattern: Pattern }) {
  return (
    <Behind label={`The ${pattern.of} stays away behind it`}>
      <p className={styles.quiet}>Those with the shape are marked. Each is one stay, however many sessions it had.</p>
      <ul className={styles.sessions}>
        {pattern.stays.map(({ from, to, sessions, half, has }) => (
          <li key={from + to} className={has ? `${styles.session} ${styles.has}` : styles.session}>
            {from === to ? shortDay(from) : `${shortDay(from)} to ${shortDay(to)}`}
            {half !== null && `, ${half === 'AM' ? 'morning' : 'afternoon'}`}
            <span className={has ? undefined : styles.quiet}>
              {' '}
              {half === null && `(${sessions})`}
              {has && <span className="visually-hidden"> has the shape</span>}
            </span>
          </li>
        ))}
      </ul>
    </Behind>
  )
}
