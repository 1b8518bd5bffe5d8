import { NativeSelect } from '@mantine/core'
import { z } from 'zod'
import { longDay, shortDay } from '../../../kernel/day.ts'
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
import { Explained, type MadeFrom } from '../asked/explained.tsx'
import { FilterBar } from '../asked/filter-bar.tsx'
import { useAsked } from '../asked/use-asked.ts'
import styles from '../behind/behind.module.css'
import { Behind } from '../behind/behind.tsx'
import { sessionText } from '../behind/mark-sessions.tsx'
import { ExportFiguresMenu } from '../export/export-figures-menu.tsx'
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
        actions={<ExportFiguresMenu asked={asked} page="patterns" tables={[{ table: 'patterns', name: 'Patterns' }]} />}
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
          <span className={styles.strong}>
            <Explained
              of="patterns-looked-at"
              what="How many of the patterns are chance"
              look="words"
              from={[
                ['Patterns listed', n(patterns.length)],
                ['Of those, chance at most', `${Math.round(100 * answer.rate)} % on average`],
              ]}
              standing={answer}
            >
              {answer.chance}
            </Explained>
          </span>{' '}
          <Looked answer={answer} />
        </p>
        <HowFound />
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

const n = (count: number) => count.toLocaleString('en-GB')

/** How much was looked at, which is what chance is corrected for. */
function Looked({ answer }: { readonly answer: Found }) {
  const { pupils, lookedAt, fewest, tests, patterns, rate, from } = answer
  return (
    <>
      <Explained
        of="patterns-looked-at"
        what="Pupils and shapes looked at"
        look="words"
        from={[
          ['Pupils asked about', n(pupils)],
          [`With at least ${fewest} short stays away`, n(lookedAt)],
          ['Shapes tested, of all of them together', n(tests)],
          ['Patterns listed', n(patterns.length)],
          ['Of those, chance at most', `${Math.round(100 * rate)} % on average`],
          ['Counts from', longDay(from)],
        ]}
        standing={answer}
      >
        {n(lookedAt)} of {n(pupils)} pupils
      </Explained>{' '}
      have enough short stays away and were looked at.
    </>
  )
}

function whyEmpty({ lookedAt }: Found): string {
  if (lookedAt === 0)
    return 'Nobody has enough short stays away in these days yet to show a habit. Choose more days, or come back later in the year.'
  return 'The stays away of all pupils looked at are what the school’s own rates lead one to expect. In a small school, or early in the year, only strong habits can be told from chance.'
}

function HowFound() {
  return (
    <Behind lone label="How this is found, and what it cannot say">
      <p>
        A stay away is absent sessions one after the other; stays longer than three school days are left out, because
        they are illness or leave more often than habit. Each pupil with enough of them is looked at for every shape:
        each weekday, Mondays and Fridays together, days beside a break, first and last weeks of a half-term, mornings,
        afternoons, and, where the school has entered them, days after late events, sessions without lessons and
        children at one address.
      </p>
      <p>
        Fridays are worse for everyone, so a pupil’s Fridays are compared with the school’s. Looking at many pupils for
        many shapes finds some by chance alone: the chances are corrected for all of them together (Benjamini and
        Hochberg), so that of all patterns listed at most one in twenty is chance on average. “Strong” means: of all
        patterns at least this strong, at most one in a hundred is chance on average; “very strong”, one in a thousand.
        Of those that are just “clear”, or just “strong”, taken by themselves, more may be chance.
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
    cell: ({ pupil, with: other, kindName }) =>
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
          <div className={styles.quiet}>
            <PageLink
              there={{ to: '/open-case', search: { pupilId: pupil.id, because: `A pattern in absence: ${kindName}` } }}
            >
              Open a case<span className="visually-hidden"> for {pupil.name}</span>
            </PageLink>
          </div>
        </div>
      ),
  },
  { id: 'kind', label: 'Shape', sortBy: ({ kindName }) => kindName, cell: ({ kindName }) => kindName, width: '11rem' },
  {
    id: 'seen',
    label: 'What was seen',
    cell: (pattern) => (
      <div>
        <Seen pattern={pattern} />
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

/** What was seen beside what the school's own rates lead one to expect, and how likely that is by chance. */
function Seen({ pattern: { seen, of, expected, adjusted, words, strength, kindName } }: { readonly pattern: Pattern }) {
  const counted = `${seen} of ${of}`
  const from: MadeFrom = [
    ['Stays away with the shape', counted],
    ['At the school’s own rate', `${expected.toFixed(1)} of ${of}`],
    ['Of all patterns at least this strong, chance at most', `${oneIn(adjusted)} on average`],
    ['Evidence', STRENGTHS[strength]],
    ['Which stays', 'They are listed in the row, those with the shape marked.'],
  ]
  // The sentence begins with the count and ends with what was expected: both open what they are made of.
  const shape = words.replace(counted, '').replace(/ one would expect .*$/, '')
  return (
    <>
      <Explained of="pattern-strength" what={`${kindName}: what was seen`} from={from}>
        {counted}
      </Explained>
      {shape} one would expect{' '}
      <Explained of="pattern-strength" what={`${kindName}: what one would expect`} from={from} look="words">
        {expected < 0.95 ? 'fewer than 1' : `about ${Math.round(expected)}`}
      </Explained>
      .
    </>
  )
}

/** "about 1 in 340". */
function oneIn(chance: number): string {
  return chance <= 0.000001 ? 'less than 1 in a million' : `about 1 in ${n(Math.round(1 / chance))}`
}

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
